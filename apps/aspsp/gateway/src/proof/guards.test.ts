import { createDemoParty } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { AIS, answerOf, CONSENT, createClock, createTrust, openGateway, showing } from '../gateway.fixture.ts';

const { clock } = createClock();
const trust = await createTrust(clock);
const good = await trust.authority.issueQwac(AIS);
const seal = await trust.authority.issueQsealc(AIS);
const revoked = await trust.authority.issueQwac(AIS);
trust.authority.revoke(revoked.certificate, { reason: 'keyCompromise' });
const strangers = await createTrust(clock, 'Strangers');
const stranger = await strangers.authority.issueQwac(AIS);
const DAY = 24 * 60 * 60_000;
const expired = await trust.authority.issueQwac(AIS, {
  notBefore: new Date(clock().getTime() - 2 * DAY),
  notAfter: new Date(clock().getTime() - DAY),
});
const payments = await trust.authority.issueQwac(
  createDemoParty({ roles: ['PSP_PI'], organizationIdentifier: 'PSDDE-BAFIN-100003' }),
);

const open = (connection = showing(good.certificate), options = {}) =>
  openGateway(trust, { connection, clock, ...options });

test.each([
  [
    'CRT-TLS-001',
    'no certificate',
    { kind: 'none', evidence: {} },
    'CERTIFICATE_MISSING',
    'client-certificate-missing',
  ],
  [
    'CRT-TLS-003',
    'what is no certificate',
    { kind: 'unreadable', reason: 'malformed', evidence: {} },
    'CERTIFICATE_INVALID',
    'certificate:malformed',
  ],
  [
    'SEC-API-005',
    'a certificate that is too large',
    { kind: 'unreadable', reason: 'too-large', evidence: {} },
    'CERTIFICATE_INVALID',
    'certificate:too-large',
  ],
  ['CRT-TLS-003', 'an unknown issuer', stranger.certificate, 'CERTIFICATE_INVALID', 'certificate:untrusted-issuer'],
  ['CRT-TLS-004', 'an expired certificate', expired.certificate, 'CERTIFICATE_EXPIRED', 'certificate:expired'],
  ['CRT-TLS-004', 'a revoked certificate', revoked.certificate, 'CERTIFICATE_REVOKED', 'certificate:revoked'],
  ['CRT-TLS-012', 'a QSealC on the connection', seal.certificate, 'CERTIFICATE_INVALID', /^certificate:/],
  ['CRT-TLS-006', 'a QWAC without the role', payments.certificate, 'ROLE_INVALID', 'certificate:role-not-held'],
] as const)('%s %s is refused, for its own reason', async (_rule, _what, connection, code, reason) => {
  const { ask, lines } = await open(showing(connection));
  expect(await answerOf(await ask())).toEqual([401, code]);
  const line: unknown = JSON.parse(lines.at(-1) ?? '');
  const expected = typeof reason === 'string' ? reason : expect.stringMatching(reason);
  expect(line).toMatchObject({ event: 'request', status: 401, reason: expected });
});

test('CRT-TLS-008 a bad certificate is told before a bad request, and before a bad signature', async () => {
  const { ask } = await open(showing(expired.certificate), { profile: {} });
  const answer = await ask('/v1/consents', { method: 'POST', body: '{', headers: { 'X-Request-ID': 'abc' } });
  expect(await answerOf(answer)).toEqual([401, 'CERTIFICATE_EXPIRED']);
});

test('CRT-TLS-013 roles come from the certificate and from nowhere else', async () => {
  const { ask } = await open(showing(payments.certificate));
  const headers = { 'TPP-Roles': 'AISP', 'X-Role': 'PSP_AI', Role: 'PSP_AI' };
  expect(await answerOf(await ask(undefined, { headers }))).toEqual([401, 'ROLE_INVALID']);
});

test('CRT-TLS-004 a blocked TPP is refused from the next request on, and let in again from the next after that', async () => {
  const { ask, gateway } = await open();
  expect((await ask()).status).toBe(200);
  await gateway.directory.block('PSDDE-BAFIN-100001', 'Stolen keys.', 'olga');
  expect(await answerOf(await ask())).toEqual([401, 'CERTIFICATE_BLOCKED']);
  await gateway.directory.unblock('PSDDE-BAFIN-100001', 'New keys.', 'olga');
  expect((await ask()).status).toBe(200);
});

test('a TPP that was blocked before it ever called is refused at its first call', async () => {
  const { ask, gateway } = await open();
  await gateway.directory.block('PSDDE-BAFIN-100001', 'Warning of the authority.', 'olga');
  expect(await answerOf(await ask())).toEqual([401, 'CERTIFICATE_BLOCKED']);
  expect(await gateway.directory.find('PSDDE-BAFIN-100001')).toMatchObject({ status: 'blocked', roles: ['PSP_AI'] });
});

test('CRT-TLS-004 a certificate that is revoked meanwhile is refused, though its verdict was kept', async () => {
  const time = createClock();
  const own = await createTrust(time.clock);
  const { certificate } = await own.authority.issueQwac(AIS);
  const { ask } = await openGateway(own, { connection: showing(certificate), clock: time.clock });
  expect((await ask()).status).toBe(200);
  own.authority.revoke(certificate, { reason: 'keyCompromise' });
  time.wait(61_000);
  expect(await answerOf(await ask())).toEqual([401, 'CERTIFICATE_REVOKED']);
});

test('COM-HDR-038 a renewed certificate is the same TPP, and both are kept as evidence', async () => {
  const renewed = await trust.authority.issueQwac(AIS);
  const first = await open();
  await first.ask();
  const second = await open(showing(renewed.certificate), { database: first.database, log: first.log });
  expect((await second.ask()).status).toBe(200);
  const found = await first.gateway.directory.find('PSDDE-BAFIN-100001');
  expect(found?.certificates.map(({ fingerprint }) => fingerprint).sort()).toEqual(
    [good.certificate.fingerprint, renewed.certificate.fingerprint].sort(),
  );
});

test('SEC-API-005 a TPP that comes too often is told when to come again, whatever its connection', async () => {
  const profile = { signature: { requests: 'off' }, limits: { burst: 2, requestsPerSecond: 1 } };
  const { ask } = await open(undefined, { profile });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const refused = await ask();
  expect(refused.headers.get('Retry-After')).toBe('1');
  expect(await answerOf(refused)).toEqual([429, 'ACCESS_EXCEEDED']);
});

test('a path that there is not is answered without anybody being asked who they are', async () => {
  const { ask, gateway } = await open(showing({ kind: 'none', evidence: {} }));
  expect((await ask('/v1/nothing')).status).toBe(404);
  expect(await gateway.directory.list()).toEqual([]);
});

test('SEC-API-007 the log has who and why, and nothing of queries, bodies and headers', async () => {
  const { ask, lines } = await open(showing({ kind: 'none', evidence: {} }));
  const secret = 'DE02120300000000202051';
  await ask(`/v1/nothing?iban=${secret}`, { headers: { 'PSU-ID': secret, Authorization: `Bearer ${secret}` } });
  await ask(`${CONSENT}/status?iban=${secret}`, { headers: { 'PSU-ID': secret } });
  expect(lines.join('')).not.toContain(secret);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ operationId: 'getConsentStatus', method: 'GET', status: 401 });
});
