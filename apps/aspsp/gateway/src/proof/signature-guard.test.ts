import { createDemoParty, createSigningKey } from '@openxs2a/certificates/issue';
import { createMessageSigner, PROFILES, type ProfileName } from '@openxs2a/http-signatures';
import { expect, test } from 'vitest';
import {
  AIS,
  answerOf,
  CONSENT,
  createClock,
  createTrust,
  OTHER,
  openGateway,
  showing,
  signAs,
} from '../gateway.fixture.ts';

const { clock } = createClock();
const trust = await createTrust(clock);
const good = await trust.authority.issueQwac(AIS);
const sign = await trust.issueSigner(AIS);
const signOther = await trust.issueSigner(OTHER);
const strangers = await createTrust(clock, 'Strangers');
const signUntrusted = await strangers.issueSigner(AIS);
const ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
const STATUS = `${CONSENT}/status`;

const open = (requests: 'required' | 'optional' | 'off', signature = {}) =>
  openGateway(trust, {
    connection: showing(good.certificate),
    clock,
    profile: { signature: { requests, ...signature } },
  });

/** Reason of the last line. */
const reasonIn = (lines: readonly string[]): unknown =>
  (JSON.parse(lines.at(-1) ?? '{}') as { reason?: unknown }).reason; // a line of the log

test('SIG-REQ-002 where signatures are required, a request without one is SIGNATURE_MISSING', async () => {
  const { ask } = await open('required');
  expect(await answerOf(await ask())).toEqual([401, 'SIGNATURE_MISSING']);
});

test('SIG-REQ-006 a signed GET passes, and its seal is in the evidence of the TPP', async () => {
  const { ask, gateway } = await open('required');
  expect((await ask(STATUS, { sign })).status).toBe(200);
  const found = await gateway.directory.find('PSDDE-BAFIN-100001');
  expect(found?.certificates.map(({ use }) => use).sort()).toEqual(['qsealc', 'qwac']);
});

test('SIG-REQ-005 a body that was changed on the way is refused', async () => {
  const { ask } = await open('required');
  const method = 'POST';
  const headers = { 'PSU-IP-Address': '192.0.2.1', 'Content-Type': 'application/json' };
  const request = { method, path: '/v1/consents', headers: { 'X-Request-ID': ID, ...headers }, body: '{"a":1}' };
  const signed = await signAs(sign, request);
  const all = { ...headers, 'X-Request-ID': ID, ...signed };
  expect(await answerOf(await ask('/v1/consents', { method, headers: all, body: '{"a":2}' }))).toEqual([
    401,
    'SIGNATURE_INVALID',
  ]);
});

test('SIG-REQ-020 a signed request that is sent again creates nothing again', async () => {
  const { ask } = await open('required');
  const headers = { 'X-Request-ID': ID, 'PSU-IP-Address': '192.0.2.1' };
  const access = { accounts: [{ iban: 'DE02120300000000202051' }] };
  const terms = {
    recurringIndicator: true,
    validUntil: '2099-01-01',
    frequencyPerDay: 4,
    combinedServiceIndicator: false,
  };
  const body = JSON.stringify({ access, ...terms });
  const replay = { method: 'POST', headers, body, sign };
  const first = await ask('/v1/consents', replay);
  const second = await ask('/v1/consents', replay);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(await second.text()).toBe(await first.text());
});

test.each([
  ['SIG-REQ-001', 'Digest', 'SIGNATURE_INVALID', 'signature:digest-missing'],
  ['SIG-REQ-003', 'TPP-Signature-Certificate', 'CERTIFICATE_MISSING', 'signature:certificate-missing'],
  ['SIG-REQ-002', 'Signature', 'SIGNATURE_MISSING', 'signature:signature-missing'],
])('%s a signature without %s is refused', async (_rule, missing, code, reason) => {
  const { ask, lines } = await open('required');
  const headers = await signedHeaders(sign);
  delete headers[missing];
  expect(await answerOf(await ask(STATUS, { headers }))).toEqual([401, code]);
  expect(reasonIn(lines)).toBe(reason);
});

test.each([
  [
    'SIG-REQ-017',
    'of another organisation than that of the connection',
    signOther,
    'certificate:different-organization',
  ],
  ['SIG-REQ-019', 'by a certificate that nobody trusts', signUntrusted, 'certificate:untrusted-issuer'],
])('%s a signature %s is refused', async (_rule, _what, signer, reason) => {
  const { ask, lines } = await open('required');
  expect(await answerOf(await ask(STATUS, { sign: signer }))).toEqual([401, 'CERTIFICATE_INVALID']);
  expect(reasonIn(lines)).toBe(reason);
});

test('SIG-REQ-017 a QWAC does not seal messages', async () => {
  const key = createSigningKey(good.privateKey);
  const signer = createMessageSigner({ profile: PROFILES.nextgenpsd2, certificate: good.certificate, key, clock });
  const { ask, lines } = await open('required');
  expect(await answerOf(await ask(STATUS, { sign: signer }))).toEqual([401, 'CERTIFICATE_INVALID']);
  expect(reasonIn(lines)).toBe('certificate:not-a-qsealc');
});

test('SIG-REQ-004 where signatures are off, nobody looks at one', async () => {
  const { ask, gateway } = await open('off');
  const headers = { Signature: 'nonsense', Digest: 'nonsense', 'TPP-Signature-Certificate': 'nonsense' };
  expect((await ask(STATUS, { headers })).status).toBe(200);
  expect((await gateway.directory.find('PSDDE-BAFIN-100001'))?.certificates).toHaveLength(1);
});

test('SIG-REQ-004 where they are optional, a request without one passes, and a bad one does not', async () => {
  const { ask } = await open('optional');
  expect((await ask()).status).toBe(200);
  expect((await ask(STATUS, { headers: { Digest: 'SHA-256=abc' } })).status).toBe(200);
  expect(await answerOf(await ask(STATUS, { sign: signUntrusted }))).toEqual([401, 'CERTIFICATE_INVALID']);
});

test('SIG-REQ-003 where they are optional, a certificate without its signature is not taken for unsigned', async () => {
  const { ask, lines } = await open('optional');
  const { 'TPP-Signature-Certificate': certificate = '' } = await signedHeaders(sign);
  expect((await ask(STATUS, { headers: { 'TPP-Signature-Certificate': certificate } })).status).toBe(401);
  expect(reasonIn(lines)).toBe('signature:signature-missing');
});

test('SIG-REQ-013 the profile of the bank says what is signed', async () => {
  const dated = await trust.issueSigner(AIS, 'nextgenpsd2-date');
  const strict = await open('required');
  expect(await answerOf(await strict.ask(STATUS, { sign: dated }))).toEqual([401, 'SIGNATURE_INVALID']);
  const own = await open('required', { profile: 'nextgenpsd2-date' });
  expect((await own.ask(STATUS, { sign: dated })).status).toBe(200);
  expect((await own.ask(STATUS, { sign })).status).toBe(401);
});

test('a bank whose profile is a JWS verifies x-jws-signature', async () => {
  const jws = await trust.issueSigner(AIS, 'jws-http-headers');
  const { ask } = await open('required', { profile: 'jws-http-headers' });
  expect((await ask(STATUS, { sign: jws })).status).toBe(200);
  expect((await ask(STATUS, { sign })).status).toBe(401);
});

test('SIG-REQ-013 parties are verified by x-jws-signature, whatever the rest is signed by', async () => {
  const party = createDemoParty({ roles: ['PSP_PI'], organizationIdentifier: 'PSDDE-BAFIN-100009' });
  const { certificate } = await trust.authority.issueQwac(party);
  const { ask, lines } = await openGateway(trust, { connection: showing(certificate), clock, profile: {} });
  const verifyParty = async (profile: ProfileName) => {
    const signer = await trust.issueSigner(party, profile);
    await ask('/v1/party-verifications', { method: 'POST', body: '{}', sign: signer });
    return reasonIn(lines);
  };
  expect(await verifyParty('nextgenpsd2')).toBe('signature:signature-missing');
  expect(await verifyParty('jws-http-headers')).toBe('service-not-offered');
});

test('SEC-API-005 a blocked TPP costs no check of its signature', async () => {
  const { ask, gateway, lines } = await open('required');
  await gateway.directory.block('PSDDE-BAFIN-100001', 'Test.', 'olga');
  await ask();
  expect(reasonIn(lines)).toBe('tpp-blocked');
});

async function signedHeaders(signer: typeof sign): Promise<Record<string, string>> {
  const headers = { 'X-Request-ID': ID };
  return { ...headers, ...(await signAs(signer, { method: 'GET', path: STATUS, headers })) };
}
