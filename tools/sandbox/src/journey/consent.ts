import type { Schemas } from '@openxs2a/xs2a/types';
import { AnswerError } from '../answers/answer-error.ts';
import { expectStatus } from '../answers/expect-status.ts';
import { addDays } from '../days.ts';
import { authorise, type CreatedConsent } from './authorise.ts';
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

/** What the TPP would like the PSU to authorise by. The bank decides. */
export const WISHES = {
  redirect: { 'TPP-Redirect-Preferred': true },
  embedded: { 'TPP-Redirect-Preferred': false, 'TPP-Decoupled-Preferred': false },
  decoupled: { 'TPP-Decoupled-Preferred': true },
} as const;

export type Approach = keyof typeof WISHES;

/** Nobody is there: the PSU's browser tells where it was sent. */
export const BACK = 'https://tpp.localhost/back';

/** What goes along with each request for a consent: whose it is, and where the PSU comes back to. */
export const consentHeaders = (psuId: string, approach: Approach = 'redirect') => ({
  'PSU-ID': psuId,
  'TPP-Redirect-URI': BACK,
  ...WISHES[approach],
});

const DAYS = 90;

/** A consent that the PSU has said yes to, with all that belongs to it. */
export async function getConsent(
  scene: Scene,
  tpp: Tpp,
  { psuId = scene.psuId, approach = 'redirect' }: { readonly psuId?: string; readonly approach?: Approach } = {},
): Promise<string> {
  const consent = await createConsent(scene, tpp, { psuId, approach });
  await authorise(scene, tpp, psuId, consent);
  await readStatus(scene, tpp, consent.consentId, 'valid');
  return consent.consentId;
}

export async function createConsent(
  { recorder, today }: Scene,
  tpp: Tpp,
  { psuId, approach }: { readonly psuId: string; readonly approach: Approach },
): Promise<CreatedConsent> {
  const request = {
    headers: consentHeaders(psuId, approach),
    body: { type: 'application/json', value: createRequest(addDays(today, DAYS)) },
  } as const;
  const created = await recorder.call(
    'createConsent',
    () => tpp.createConsent(request),
    (result) =>
      result.status === 201
        ? [result.body.consentStatus, psuId, result.headers['ASPSP-SCA-Approach']].filter(Boolean).join(', ')
        : '',
  );
  return expectStatus(created, 201).body;
}

/** Throws AnswerError where it is another one. */
export async function readStatus(
  { recorder }: Scene,
  tpp: Tpp,
  consentId: string,
  expected: Schemas['consentStatus'],
): Promise<void> {
  const result = await recorder.call(
    'getConsentStatus',
    () => tpp.getConsentStatus({ path: { consentId } }),
    (answer) => (answer.status === 200 ? answer.body.consentStatus : ''),
  );
  const { body, bytes } = expectStatus(result, 200);
  if (body.consentStatus !== expected)
    throw new AnswerError(`The consent is ${body.consentStatus}, not ${expected}`, bytes);
}
