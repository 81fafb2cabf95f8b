import type { Schemas } from '@openxs2a/xs2a/types';
import { expectStatus } from '../answers/expect-status.ts';
import { addDays } from '../days.ts';
import type { Scene } from './scene.ts';
import type { Tpp } from './tpp.ts';

/** How often may be read while the PSU is away: once, so that twice is too often. */
const FREQUENCY = 1;

/** Everything on all payment accounts. */
export const createRequest = (validUntil: string): Schemas['consents'] => ({
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil,
  frequencyPerDay: FREQUENCY,
  combinedServiceIndicator: false,
});

/** What goes along with each request for a consent: whose it is, and where the PSU comes back to. */
export const consentHeaders = (psuId: string) => ({
  'PSU-ID': psuId,
  'TPP-Redirect-URI': 'https://tpp.localhost/back',
});

const DAYS = 90;

/** A consent that the PSU has said yes to. */
export async function getConsent(scene: Scene, tpp: Tpp): Promise<string> {
  const { recorder, bank, psuId, today } = scene;
  const request = {
    headers: consentHeaders(psuId),
    body: { type: 'application/json', value: createRequest(addDays(today, DAYS)) },
  } as const;
  const created = await recorder.call(
    'createConsent',
    () => tpp.createConsent(request),
    (result) => (result.status === 201 ? `${result.body.consentStatus}, PSU ${psuId}` : ''),
  );
  const { consentId } = expectStatus(created, 201).body;
  await readStatus(scene, tpp, consentId);
  await bank.authorise(consentId);
  recorder.aside('at the bank', `${psuId} says yes; SCA comes with the authorization server's pages`);
  await readStatus(scene, tpp, consentId);
  return consentId;
}

export async function readStatus({ recorder }: Scene, tpp: Tpp, consentId: string): Promise<void> {
  const result = await recorder.call(
    'getConsentStatus',
    () => tpp.getConsentStatus({ path: { consentId } }),
    (answer) => (answer.status === 200 ? answer.body.consentStatus : ''),
  );
  expectStatus(result, 200);
}
