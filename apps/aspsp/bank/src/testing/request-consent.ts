import type { TestTpp } from './test-tpp.ts';

/** A consent to everything on the accounts that the PSU chooses, for as long and as often as there is. */
export const CONSENT_REQUEST = {
  access: { accounts: [], balances: [], transactions: [] },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
} as const;

/** What a consent cannot be asked for without, in the default profile. */
export const CONSENT_HEADERS = {
  'PSU-IP-Address': '192.0.2.1',
  'TPP-Redirect-URI': 'https://psp.localhost/ok',
} as const;

/** Asks for a consent as a TPP does, and gives its id; it waits for its authorisation. */
export async function requestConsent(tpp: TestTpp, request: object = CONSENT_REQUEST): Promise<string> {
  const answer = await tpp.request('POST', '/v1/consents', { headers: CONSENT_HEADERS, body: request });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`The consent was not created: ${answer.status} ${text}`);
  // the interface has it in every 201
  return (JSON.parse(text) as { consentId: string }).consentId;
}
