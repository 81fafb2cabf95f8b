import { openTestBank } from '@openxs2a/bank/testing';
import { createRawSocket } from './raw-socket.fixture.ts';
import type { Schemas } from './reader.fixture.ts';

// unsigned requests come further, and a second is enough for a request to arrive
const PROFILE = {
  signature: { requests: 'off' },
  limits: { requestsPerSecond: 100_000, burst: 1_000_000, requestSeconds: 1 },
};

/** A bank, and somebody with a certificate and a valid consent who sends it any bytes. */
export async function openTarget() {
  const bank = await openTestBank({ profile: PROFILE, demo: { entries: 20 } });
  const tpp = await bank.tpp();
  const consentId = await bank.consent(tpp, 'personal');
  const readAccounts = () =>
    tpp.request('GET', '/v1/accounts', { headers: { 'Consent-ID': consentId, 'PSU-IP-Address': '192.0.2.7' } });
  // checked against the interface before it left
  const { accounts } = (await (await readAccounts()).json()) as Schemas['accountList'];
  return {
    bank,
    consentId,
    account: `/v1/accounts/${accounts[0]?.resourceId}`,
    readAccounts,
    ...createRawSocket(bank, tpp),
  };
}
