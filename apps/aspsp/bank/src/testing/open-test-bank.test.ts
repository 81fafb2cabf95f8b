import { expect, onTestFinished, test } from 'vitest';
import { openTestBank, type TestBankOptions } from './open-test-bank.ts';
import { CONSENT_HEADERS, CONSENT_REQUEST, requestConsent } from './request-consent.ts';
import type { TestTpp } from './test-tpp.ts';

async function open(options?: TestBankOptions) {
  const bank = await openTestBank(options);
  onTestFinished(() => bank.close());
  return bank;
}

test('a TPP asks for a consent, the PSU gives it, and accounts are read with it, by hand and by the generated client', async () => {
  const bank = await open();
  const tpp = await bank.tpp();
  const consentId = await requestConsent(tpp);
  expect((await bank.authorise(consentId, 'personal')).consentStatus).toBe('valid');
  const list = await tpp.request('GET', '/v1/accounts', { headers: { 'Consent-ID': consentId } });
  expect(list.status).toBe(200);
  const result = await tpp.client.getAccountList({ headers: { 'Consent-ID': consentId } });
  expect(result).toMatchObject({ status: 200, body: await list.json() });
  expect(bank.errors).toEqual([]);
  expect(await bank.metrics()).toContain('getAccountList');
});

test.each([
  ['no certificate', { qwac: false }, 401, 'client-certificate-missing'],
  ['an expired one', { qwac: { notAfter: new Date('2026-11-26T08:00:00Z') } }, 401, 'certificate:expired'],
  ['the role of a bank alone', { roles: ['PSP_AS'] }, 401, 'certificate:role-not-held'],
  ['no seal', { qsealc: false }, 401, 'signature:signature-missing'],
] as const)('a TPP with %s is refused', async (_, options, status, reason) => {
  const bank = await open({ demo: false });
  const tpp = await bank.tpp(options);
  const answer = await tpp.request('GET', '/v1/accounts', { headers: { 'Consent-ID': 'x' } });
  expect([answer.status, bank.refusals.map((refused) => refused.reason)]).toEqual([status, [reason]]);
});

test('what is broken on purpose arrives broken', async () => {
  const bank = await open({ demo: false });
  const [tpp, other] = [await bank.tpp(), await bank.tpp()];
  const reasons = async (
    ...[request]: Parameters<TestTpp['request']> extends [string, string, ...infer Rest] ? Rest : never
  ) => {
    const before = bank.refusals.length;
    await tpp.request('POST', '/v1/consents', { body: CONSENT_REQUEST, headers: CONSENT_HEADERS, ...request });
    return bank.refusals.slice(before).map(({ reason }) => reason);
  };
  expect(await reasons({ headers: { 'X-Request-ID': undefined }, sign: false })).toEqual([
    'signature:signature-missing',
  ]);
  expect(
    await reasons({
      tamper: (sent) => ({
        ...sent,
        body: Buffer.from('{}'),
        headers: sent.headers.filter(([name]) => name !== 'Content-Length'),
      }),
    }),
  ).toEqual(['signature:digest-mismatch']);
  expect(
    await reasons({ tamper: (sent) => ({ ...sent, headers: [...sent.headers, ['Digest', 'SHA-256=']] }) }),
  ).toEqual(['signature:header-duplicated']);
  expect(other.sign).toBeDefined();
  expect(await reasons({ sign: other.sign ?? false })).toEqual(['certificate:different-organization']);
});

test('a revocation counts once the status is asked for again', async () => {
  const bank = await open({ demo: false });
  const tpp = await bank.tpp();
  const ask = async () => (await tpp.request('GET', '/v1/consents/4711/status')).status;
  expect(await ask()).toBe(403);
  expect(tpp.qwac).toBeDefined();
  if (tpp.qwac !== undefined) bank.trust.authority.revoke(tpp.qwac.certificate);
  bank.clock.advance({ minutes: 2 });
  expect(await ask()).toBe(401);
  expect(bank.refusals.at(-1)?.reason).toBe('certificate:revoked');
});

test('a bank that seals its answers has a seal', async () => {
  const bank = await open({ demo: false, profile: { signature: { sealAnswers: true } } });
  const tpp = await bank.tpp();
  const answer = await tpp.request('GET', '/v1/consents/4711/status');
  expect(answer.headers.get('signature')).toContain('keyId=');
});

test.each([
  ['sub-accounts', 4],
  ['collection', 1],
  ['both', 5],
] as const)('a PSU of several currencies gives what a bank shows by %s', async (multiCurrency, count) => {
  const bank = await open({ profile: { accounts: { multiCurrency } } });
  const tpp = await bank.tpp();
  const consentId = await bank.consent(tpp, 'several-currencies');
  const list = await tpp.client.getAccountList({ headers: { 'Consent-ID': consentId } });
  expect(list.status === 200 && list.body.accounts.length).toBe(count);
});
