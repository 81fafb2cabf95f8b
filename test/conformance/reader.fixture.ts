import { openTestBank, type TestBankOptions } from '@openxs2a/bank/testing';
import type { components } from '@openxs2a/xs2a/types';
import { onTestFinished } from 'vitest';

export type Schemas = components['schemas'];

export const PRESENT = { 'PSU-IP-Address': '192.0.2.7' };

/** A bank that is closed with the test. */
export async function openBank(profile: object = {}, options: TestBankOptions = {}) {
  const bank = await openTestBank({ demo: { entries: 20 }, ...options, profile });
  onTestFinished(() => bank.close());
  return bank;
}

/** A TPP with a valid consent to an account there. */
export async function openReader(profile: object = {}) {
  const bank = await openBank(profile);
  const tpp = await bank.tpp();
  const consentId = await bank.consent(tpp, 'personal');
  const get = (target: string) => tpp.request('GET', target, { headers: { 'Consent-ID': consentId, ...PRESENT } });
  const { accounts } = await read<Schemas['accountList']>(await get('/v1/accounts'));
  const [account] = accounts;
  return { bank, tpp, consentId, get, iban: account?.iban ?? '', path: `/v1/accounts/${account?.resourceId}` };
}

/** The body of an answer; the bank has checked it against the interface before it left. */
export const read = async <Body>(answer: Response): Promise<Body> => JSON.parse(await answer.text());

/** `200`, or `401 CONSENT_INVALID`. */
export async function outcomeOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (answer.status < 400) return String(answer.status);
  // the form of every refusal of account information that has a body
  const { tppMessages } = JSON.parse(text || '{}') as Schemas['Error400_NG_AIS'];
  return `${answer.status} ${tppMessages?.[0]?.code}`;
}
