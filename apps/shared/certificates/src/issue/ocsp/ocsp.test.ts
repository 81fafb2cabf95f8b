import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CertIdHash, createOcspCertId, isIssuerOf } from '../../ocsp/cert-id.ts';
import { toPem } from '../../read/armour.ts';
import { ascii, extension, integer, NULL, octets, oid, sequence, tlv } from '../../read/der.fixture.ts';
import { createIssuer, type Issuer, selfIssue } from '../certificate.ts';
import { createDemoAuthority } from '../demo/authority.ts';
import { createDemoParty } from '../demo/party.ts';
import { IssueError } from '../error.ts';
import { generateKey, type KeyKind } from '../generate-key.ts';
import { openssl, toFiles } from '../openssl.fixture.ts';
import { createSigningKey } from '../signing-key.ts';
import { type OcspRequest, readOcspRequest } from './request.ts';
import {
  createOcspError,
  createOcspResponse,
  type OcspErrorStatus,
  type OcspResponseInput,
  type OcspStatus,
} from './response.ts';

const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const later = new Date(now.getTime() + 3_600_000);
const authority = await createDemoAuthority({ clock: () => now });
const issuer = authority.issuingCa.certificate;
const { certificate } = await authority.issueQwac(createDemoParty());
const files = { ...toFiles(authority), 'leaf.pem': toPem(certificate.der) };

/** A request as OpenSSL makes it. */
function askByOpenssl(...options: readonly string[]): Uint8Array {
  const args = ['ocsp', ...options, '-issuer', 'ca.pem', '-cert', 'leaf.pem', '-reqout', 'out'];
  return openssl(args, files).out ?? new Uint8Array();
}

function answer({ certIds, nonce }: OcspRequest, status: OcspStatus, changes: Partial<OcspResponseInput> = {}) {
  const responses = certIds.map((certId) => ({ certId, status, thisUpdate: now, nextUpdate: later }));
  const echo = nonce === undefined ? {} : { nonce };
  return createOcspResponse({ responder: authority.ocspResponder, producedAt: now, responses, ...echo, ...changes });
}

/** What OpenSSL says of an answer to a request. It trusts the root alone, and knows the issuing CA. */
function checkByOpenssl(request: Uint8Array, response: Uint8Array) {
  const args = [
    '-reqin',
    'request',
    '-respin',
    'response',
    '-CAfile',
    'root.pem',
    '-verify_other',
    'ca.pem',
    '-resp_text',
  ];
  return openssl(['ocsp', ...args], { ...files, request, response });
}

test.each<{ hash: CertIdHash }>([{ hash: 'sha1' }, { hash: 'sha256' }, { hash: 'sha384' }, { hash: 'sha512' }])(
  'a request of OpenSSL names the certificate by $hash',
  ({ hash }) => {
    const { certIds, nonce } = readOcspRequest(askByOpenssl(`-${hash}`));
    expect(certIds).toEqual([createOcspCertId(certificate, issuer, hash)]);
    expect(certIds.map((certId) => isIssuerOf(certId, issuer))).toEqual([true]);
    expect(certIds.map((certId) => isIssuerOf(certId, authority.root.certificate))).toEqual([false]);
    expect(nonce?.length).toBeGreaterThanOrEqual(16);
  },
);

test('a request without a nonce, and one for several certificates, can be read', () => {
  expect(readOcspRequest(askByOpenssl('-no_nonce'))).not.toHaveProperty('nonce');
  const args = ['ocsp', '-issuer', 'ca.pem', '-cert', 'leaf.pem', '-serial', '0x80', '-reqout', 'out'];
  const { certIds } = readOcspRequest(openssl(args, files).out ?? new Uint8Array());
  expect(certIds.map(({ serialNumber }) => serialNumber)).toEqual([certificate.serialNumber, '80']);
});

test('a signed request is answered like any other', () => {
  const pem = signer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const args = [
    'ocsp',
    '-issuer',
    'ca.pem',
    '-cert',
    'leaf.pem',
    '-signer',
    'leaf.pem',
    '-signkey',
    'key.pem',
    '-reqout',
    'out',
  ];
  const { out } = openssl(args, { ...files, 'leaf.pem': toPem(signer.certificate.der), 'key.pem': pem });
  expect(readOcspRequest(out ?? new Uint8Array()).certIds).toHaveLength(1);
});

test('a hash that we do not know names nobody of ours', () => {
  const { certIds } = readOcspRequest(askByOpenssl('-sha224'));
  expect(certIds).toMatchObject([{ hash: 'unknown', serialNumber: certificate.serialNumber }]);
  expect(certIds.map((certId) => isIssuerOf(certId, issuer))).toEqual([false]);
});

test.each<{ status: OcspStatus; printed: RegExp }>([
  { status: { kind: 'good' }, printed: /Cert Status: good/ },
  { status: { kind: 'unknown' }, printed: /Cert Status: unknown/ },
  {
    status: { kind: 'revoked', revokedAt: new Date('2026-01-02T03:04:05Z'), reason: 'privilegeWithdrawn' },
    printed: /revoked\n *Revocation Time: Jan {2}2 03:04:05 2026 GMT\n *Revocation Reason: .*0x9/,
  },
  { status: { kind: 'revoked', revokedAt: now }, printed: /revoked\n *Revocation Time: .*\n *This Update/ },
])('OpenSSL believes a delegated responder: $status.kind', async ({ status, printed }) => {
  const request = askByOpenssl('-sha256');
  const { text } = checkByOpenssl(request, await answer(readOcspRequest(request), status));
  expect(text).toContain('Response verify OK');
  expect(text).not.toMatch(/Nonce Verify error|no nonce/);
  expect(text).toMatch(printed);
});

test.each<KeyKind>(['p-384', 'rsa-2048'])('a responder may sign by %s', async (kind) => {
  const own = await createDemoAuthority({ clock: () => now, caKey: kind });
  const { certificate: leaf } = await own.issueQwac(createDemoParty());
  const certIds = [createOcspCertId(leaf, own.issuingCa.certificate)];
  const response = await answer({ certIds }, { kind: 'good' }, { responder: own.ocspResponder });
  const args = ['ocsp', '-respin', 'r', '-CAfile', 'both.pem', '-issuer', 'ca.pem', '-cert', 'leaf.pem'];
  const { text } = openssl(args, { ...toFiles(own), 'leaf.pem': toPem(leaf.der), r: response });
  expect(text).toContain('Response verify OK');
  expect(text).toContain('leaf.pem: good');
});

test('the CA itself may answer', async () => {
  const request = askByOpenssl();
  const response = await answer(readOcspRequest(request), { kind: 'good' }, { responder: authority.issuingCa });
  expect(checkByOpenssl(request, response).text).toMatch(/Response verify OK/);
});

test('OpenSSL believes nobody whom the CA did not delegate to', async () => {
  const request = askByOpenssl();
  for (const responder of [
    createIssuer(signer.certificate, createSigningKey(signer.privateKey)),
    await createStranger(),
  ]) {
    const response = await answer(readOcspRequest(request), { kind: 'good' }, { responder });
    expect(checkByOpenssl(request, response).text).toContain('Response Verify Failure');
  }
});

test('the nonce comes back, and another one is told apart', async () => {
  const request = askByOpenssl();
  const response = await answer(readOcspRequest(request), { kind: 'good' }, { nonce: new Uint8Array(32) });
  expect(checkByOpenssl(request, response).text).toContain('Nonce Verify error');
});

test('an answer says when it was made, by which key, and how far back it knows', async () => {
  const request = askByOpenssl();
  const response = await answer(readOcspRequest(request), { kind: 'good' }, { archiveCutoff: new Date('2020-01-01Z') });
  const { text } = checkByOpenssl(request, response);
  const keyId = authority.ocspResponder.certificate.extensions.subjectKeyIdentifier?.toUpperCase();
  expect(text).toContain(`Responder Id: ${keyId}`);
  expect(text).toMatch(/OCSP Archive Cutoff: *\n *Jan {2}1 00:00:00 2020 GMT/);
});

const nonceOf = (value: Uint8Array) => extension('1.3.6.1.5.5.7.48.1.2', value);
const certId = createOcspCertId(certificate, issuer).der;
const withZeros = sequence(sequence(oid('1.3.14.3.2.26'), NULL), octets(), octets(), integer('0001'));

/** A request put together by hand: each part any DER. */
function makeRequest(parts: {
  /** Before and after the list of requests. */
  head?: readonly Uint8Array[];
  requests?: readonly Uint8Array[];
  extensions?: readonly Uint8Array[];
  tail?: readonly Uint8Array[];
}): Uint8Array {
  const { head = [], requests = [sequence(certId)], extensions = [], tail = [] } = parts;
  const last = extensions.length === 0 ? [] : [tlv(0xa2, sequence(...extensions))];
  return sequence(sequence(...head, sequence(...requests), ...last), ...tail);
}

test.each([1, 16, 32, 128])('a nonce of %i octets is read', (size) => {
  const nonce = new Uint8Array(size).fill(7);
  expect(readOcspRequest(makeRequest({ extensions: [nonceOf(octets(nonce))] })).nonce).toEqual(nonce);
});

test.each<[string, (critical?: boolean) => Uint8Array]>([
  ['the request', (critical) => makeRequest({ extensions: [extension('1.2.3', NULL, critical)] })],
  [
    'one certificate in it',
    (critical) =>
      makeRequest({ requests: [sequence(certId, tlv(0xa0, sequence(extension('1.2.3', NULL, critical))))] }),
  ],
])('an extension of %s that is not known counts only where it is critical', (_, askWith) => {
  expect(readOcspRequest(askWith()).certIds.map(({ der }) => der)).toEqual([certId]);
  expect(() => readOcspRequest(askWith(true))).toThrow('The extension 1.2.3 is critical and not known.');
});

test.each([
  ['the name of who asks', makeRequest({ head: [tlv(0xa1, ascii(0x82, 'client.example'))] })],
  ['a signature of whatever kind', makeRequest({ tail: [tlv(0xa0, NULL)] })],
  ['a version that is written out', makeRequest({ head: [tlv(0xa0, integer('00'))] })],
  ['an extension that is critical: false', makeRequest({ extensions: [extension('1.2.3', NULL, false)] })],
])('%s is passed over', (_, der) => {
  expect(readOcspRequest(der).certIds.map((each) => each.der)).toEqual([certId]);
});

test.each([
  ['a nonce of no octets', makeRequest({ extensions: [nonceOf(octets())] }), /nonce of 0 octets/],
  ['a nonce of 129', makeRequest({ extensions: [nonceOf(octets(new Uint8Array(129)))] }), /nonce of 129 octets/],
  ['a nonce that is no OCTET STRING', makeRequest({ extensions: [nonceOf(NULL)] }), /"Nonce" does not match/],
  [
    'two nonces',
    makeRequest({ extensions: [nonceOf(octets(Buffer.of(1))), nonceOf(octets(Buffer.of(2)))] }),
    /several nonces/,
  ],
  ['no certificate', makeRequest({ requests: [] }), /"requestList" is empty/],
  ['no extension in their list', makeRequest({ tail: [], extensions: [Uint8Array.of()] }), /extensions is empty/],
  [
    'a certificate identifier of nothing',
    makeRequest({ requests: [sequence(sequence())] }),
    /match the ASN.1 of CertID/,
  ],
  ['a field too many', makeRequest({ tail: [NULL] }), /match the ASN.1 of OCSPRequest/],
  ['a field too many in it', sequence(sequence(sequence(sequence(certId)), NULL)), /match the ASN.1 of TBSRequest/],
  ['a field too many for one certificate', makeRequest({ requests: [sequence(certId, NULL)] }), /the ASN.1 of Request/],
  ['a number that has zeros before it', makeRequest({ requests: [sequence(withZeros)] }), /not in its one form/],
  ['nothing in it', new Uint8Array(), /ends/],
  ['a byte too many', Buffer.concat([makeRequest({}), Buffer.of(0)]), /octets follow/],
  ['a certificate in its place', certificate.der, /match the ASN.1 of/],
  ['17 KiB', new Uint8Array(17 * 1024), /longer than 16384 bytes/],
])('a request with %s is refused', (_, der, problem) => {
  expect(() => readOcspRequest(der)).toThrow(IssueError);
  expect(() => readOcspRequest(der)).toThrow(problem);
});

test('whatever comes, it is either a request or malformed', () => {
  const valid = makeRequest({ extensions: [nonceOf(octets(new Uint8Array(16)))] });
  const damaged = fc
    .array(fc.tuple(fc.nat(valid.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce((bytes, [at, octet]) => bytes.with(at, octet), new Uint8Array(valid)));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      try {
        expect(readOcspRequest(bytes).certIds.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_OCSP_REQUEST_MALFORMED' });
      }
    }),
    { numRuns: 1000 },
  );
});

test.each<[OcspErrorStatus, number]>([
  ['malformedRequest', 1],
  ['internalError', 2],
  ['tryLater', 3],
  ['sigRequired', 5],
  ['unauthorized', 6],
])('OpenSSL reads the error %s', (status, code) => {
  const { text } = openssl(['ocsp', '-respin', 'response', '-noverify'], { response: createOcspError(status) });
  expect(text.toLowerCase()).toContain(`responder error: ${status.toLowerCase()} (${code})`);
});

test.each(['successful', 'nonsense'])('%s is no error', (status) => {
  expect(() => createOcspError(JSON.parse(`"${status}"`))).toThrow(TypeError);
});

test.each<[string, Partial<OcspResponseInput>]>([
  ['an answer without a status', { responses: [] }],
  ['a nonce of no octets', { nonce: new Uint8Array() }],
  ['a nonce of 129 octets', { nonce: new Uint8Array(129) }],
  ['a time that is none', { producedAt: new Date(Number.NaN) }],
])('%s is a mistake', async (_, changes) => {
  const request = { certIds: [createOcspCertId(certificate, issuer)] };
  await expect(answer(request, { kind: 'good' }, changes)).rejects.toThrow(TypeError);
});

const signer = await authority.issueQsealc(createDemoParty());

async function createStranger(): Promise<Issuer> {
  const key = createSigningKey(await generateKey('p-256'));
  const template = {
    subject: authority.ocspResponder.certificate.subject,
    publicKey: key.publicKey,
    serialNumber: '01',
  };
  return createIssuer(await selfIssue({ ...template, notBefore: now, notAfter: later, extensions: [] }, key), key);
}
