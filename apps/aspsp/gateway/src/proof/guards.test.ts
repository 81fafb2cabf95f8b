import { OIDS, type PspRole } from '@openxs2a/certificates';
import { createDemoParty, qcStatements, withExtension, withoutExtension } from '@openxs2a/certificates/issue';
import { forEachDatabase } from '@openxs2a/store/testing';
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

const unqualified = await trust.authority.issueQwac(AIS, {
  alter: (template) => withoutExtension(template, OIDS.qcStatements),
});
/** A QWAC that states something else than its profile has. */
const state = (type: string, roleOid: string) =>
  trust.authority.issueQwac(AIS, {
    alter: (template) => {
      const psd2 = { roles: [{ oid: roleOid, name: 'PSP_AI' }], ncaName: AIS.ncaName, ncaId: AIS.ncaId };
      return withExtension(template, qcStatements({ isQualified: true, types: [type], psd2 }));
    },
  });
const misnamed = await state(OIDS.qcTypeWeb, OIDS.pspAs);
const ofSeals = await state(OIDS.qcTypeEseal, OIDS.pspAi);

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
  ['CRT-TLS-012', 'a QSealC on the connection', seal.certificate, 'CERTIFICATE_INVALID', 'certificate:key-usage-wrong'],
  [
    'CRT-TLS-012',
    'a QWAC with the type of seals',
    ofSeals.certificate,
    'CERTIFICATE_INVALID',
    'certificate:not-a-qwac',
  ],
  [
    'CRT-TLS-009',
    'a certificate without statements',
    unqualified.certificate,
    'CERTIFICATE_INVALID',
    'certificate:qc-statements-missing',
  ],
  [
    'CRT-TLS-010',
    'a role under the number of another',
    misnamed.certificate,
    'CERTIFICATE_INVALID',
    'certificate:role-name-mismatch',
  ],
  ['CRT-TLS-006', 'a QWAC without the role', payments.certificate, 'ROLE_INVALID', 'certificate:role-not-held'],
] as const)('%s %s is refused, for its own reason', async (_rule, _what, connection, code, reason) => {
  const { ask, lines } = await open(showing(connection));
  expect(await answerOf(await ask())).toEqual([401, code]);
  const line: unknown = JSON.parse(lines.at(-1) ?? '');
  expect(line).toMatchObject({ event: 'request', status: 401, reason });
});

test('CRT-TLS-015 the first call with a good certificate works, and nobody has registered', async () => {
  const { ask, gateway } = await open();
  expect(await gateway.directory.find('PSDDE-BAFIN-100001')).toBeUndefined();
  expect((await ask()).status).toBe(200);
  expect(await gateway.directory.find('PSDDE-BAFIN-100001')).toMatchObject({
    status: 'active',
    certificates: [{ use: 'qwac', fingerprint: good.certificate.fingerprint, revocation: { by: 'ocsp' } }],
  });
});

test('CRT-TLS-009 CRT-TLS-010 CRT-TLS-011 roles, authority and identifier are those of the certificate', async () => {
  const party = createDemoParty({ roles: ['PSP_IC', 'PSP_AI'], organizationIdentifier: 'PSDDE-BAFIN-A 1-2' });
  const { certificate } = await trust.authority.issueQwac(party);
  const { ask, gateway } = await open(showing(certificate));
  await ask();
  expect(await gateway.directory.find('PSDDE-BAFIN-A 1-2')).toMatchObject({
    legalName: party.legalName,
    roles: ['PSP_AI', 'PSP_IC'],
    nca: { id: party.ncaId, name: party.ncaName },
  });
});

test.each([
  ['PSP_AI', 'accounts'],
  ['PSP_PI', 'payments'],
  ['PSP_IC', 'funds'],
  ['PSP_AS', 'nothing'],
] satisfies readonly (readonly [PspRole, string])[])(
  'CRT-TLS-007 CRT-TLS-014 SEC-API-003 %s opens %s, and each call is judged by itself',
  async (role, opened) => {
    const { certificate } = await trust.authority.issueQwac(createDemoParty({ roles: [role] }));
    const { ask } = await open(showing(certificate));
    const body = '{"account":{"iban":"DE02120300000000202051"},"instructedAmount":{"currency":"EUR","amount":"1"}}';
    const services = {
      accounts: await ask(),
      payments: await ask('/v1/payments/sepa-credit-transfers/1/status'),
      funds: await ask('/v1/funds-confirmations', { method: 'POST', body }),
    };
    for (const [service, answer] of Object.entries(services))
      expect(await answerOf(answer)).toEqual(service === opened ? [200, undefined] : [401, 'ROLE_INVALID']);
  },
);

test.each([[undefined], ['abc']])(
  'COM-HDR-001 COM-HDR-002 X-Request-ID has to be there and a UUID, not %j',
  async (id) => {
    const { fetch } = await open();
    const headers = id === undefined ? {} : { 'X-Request-ID': id };
    const answer = await fetch(new Request(`https://bank.example${CONSENT}/status`, { headers }), {} as never); // no host
    const body: unknown = await answer.json();
    expect([answer.status, body]).toEqual([
      400,
      { tppMessages: [expect.objectContaining({ code: 'FORMAT_ERROR', path: 'X-Request-ID' })] },
    ]);
  },
);

test('COM-HDR-008 names of headers are written in any case', async () => {
  const { fetch } = await open();
  const id = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
  for (const name of ['x-request-id', 'X-REQUEST-ID']) {
    const request = new Request(`https://bank.example${CONSENT}/status`, { headers: { [name]: id } });
    const answer = await fetch(request, {} as never); // no host
    expect([answer.status, answer.headers.get('X-Request-ID')]).toEqual([200, id]);
  }
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
  const { ask, gateway } = await openGateway(own, { connection: showing(certificate), clock: time.clock });
  expect((await ask()).status).toBe(200);
  own.authority.revoke(certificate, { reason: 'keyCompromise' });
  time.wait(61_000);
  expect(await answerOf(await ask())).toEqual([401, 'CERTIFICATE_REVOKED']);
  await gateway.close();
  const [seen] = (await gateway.directory.find('PSDDE-BAFIN-100001'))?.certificates ?? [];
  expect(seen?.revoked).toMatchObject({ reason: 'keyCompromise' });
});

test('SEC-API-005 a body that is larger than the profile allows is refused', async () => {
  const { ask } = await open(undefined, { profile: { signature: { requests: 'off' }, limits: { bodyKiB: 1 } } });
  expect((await ask('/v1/consents', { method: 'POST', body: ' '.repeat(1_025) })).status).toBe(413);
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

forEachDatabase((_, openDatabase) => {
  test('CRT-TLS-004 a block at one node holds at the next request of the others, which know the TPP already', async () => {
    const database = await openDatabase();
    const nodes = [
      await open(undefined, { database, node: 'one' }),
      await open(undefined, { database, node: 'two' }),
      await open(undefined, { database, node: 'three' }),
    ] as const;
    const askAll = () => Promise.all(nodes.map(async ({ ask }) => answerOf(await ask())));
    expect(await askAll()).toEqual([1, 2, 3].map(() => [200, undefined]));
    await nodes[0].gateway.directory.block('PSDDE-BAFIN-100001', 'Stolen keys.', 'olga');
    expect(await askAll()).toEqual([1, 2, 3].map(() => [401, 'CERTIFICATE_BLOCKED']));
    await nodes[2].gateway.directory.unblock('PSDDE-BAFIN-100001', 'New keys.', 'olga');
    expect(await askAll()).toEqual([1, 2, 3].map(() => [200, undefined]));
  });
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
