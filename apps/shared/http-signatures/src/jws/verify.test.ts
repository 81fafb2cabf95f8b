import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY_CHARACTER } from '../any-character.fixture.ts';
import type { HttpMessage } from '../message.ts';
import { PROFILES } from '../profiles.ts';
import {
  BODY,
  createRequest,
  createResponse,
  createSeal,
  getHeader,
  NOW,
  reasonOf,
  setHeaders,
  signMessage,
  verifyMessage,
} from '../signing.fixture.ts';
import { createMessageVerifier } from '../verifier.ts';
import { HTTP_HEADERS } from './detached-jws.ts';

const PROFILE = PROFILES['jws-http-headers'];
const ec = await createSeal();
const rsa = await createSeal({ key: 'rsa-2048' });
const signed = await signMessage(PROFILE, ec, createRequest());
const ACCEPTED = 'accepted by jws-http-headers';

/** The message with its protected header changed; the signature stays, and is wrong. */
function editHeader(message: HttpMessage, edit: (header: Record<string, unknown>) => unknown): HttpMessage {
  const [encoded = '', , signature = ''] = getHeader(message, 'x-jws-signature').split('.');
  const header: Record<string, unknown> = JSON.parse(Buffer.from(encoded, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify(edit(header))).toString('base64url');
  return setHeaders(message, [['x-jws-signature', `${changed}..${signature}`]]);
}

function readHeader(message: HttpMessage): unknown {
  return JSON.parse(Buffer.from(getHeader(message, 'x-jws-signature').split('.')[0] ?? '', 'base64url').toString());
}

test.each([
  ['RSA', rsa, 'RS256'],
  ['P-256', ec, 'ES256'],
  ['P-384', await createSeal({ key: 'p-384' }), 'ES384'],
  ['Ed25519', await createSeal({ key: 'ed25519' }), 'EdDSA'],
  ['RSA by PSS', await createSeal({ key: rsa.privateKey, algorithm: 'rsa-pss-sha256' }), 'PS256'],
  ['RSA with SHA-512', await createSeal({ key: rsa.privateKey, algorithm: 'rsa-sha512' }), 'RS512'],
] as const)(
  'a seal with a key of %s verifies, and the evidence says what it covers',
  async (_name, seal, algorithm) => {
    const message = await signMessage(PROFILE, seal, createRequest());
    expect(await verifyMessage(PROFILE, message)).toMatchObject({
      accepted: true,
      evidence: {
        profile: 'jws-http-headers',
        algorithm,
        digestAlgorithm: 'SHA-256',
        signedHeaders: ['(request-target)', 'x-request-id', 'digest', 'content-type', 'psu-id'],
        signedAt: NOW,
      },
    });
  },
);

test('the protected header is what JAdES asks for', () => {
  expect(readHeader(signed)).toEqual({
    alg: 'ES256',
    x5c: [Buffer.from(ec.certificate.der).toString('base64')],
    b64: false,
    crit: ['sigT', 'sigD', 'b64'],
    sigT: '2026-11-26T12:00:00Z',
    sigD: { mId: HTTP_HEADERS, pars: ['(request-target)', 'x-request-id', 'digest', 'content-type', 'psu-id'] },
  });
});

test('a bank seals its answers in the same way, with the status', async () => {
  const answer = await signMessage(PROFILE, rsa, createResponse());
  expect(await verifyMessage(PROFILE, answer)).toMatchObject({
    evidence: { signedHeaders: ['(response-status)', 'x-request-id', 'digest'] },
  });
  expect(reasonOf(await verifyMessage(PROFILE, { ...answer, status: 200 }))).toBe('signature-mismatch');
});

const SIG_D = { mId: HTTP_HEADERS, pars: ['(request-target)', 'x-request-id', 'digest', 'content-type', 'psu-id'] };

/** What can be wrong, in the order in which it is looked for; each does harm that those after it do not see. */
const FAULTS: readonly (readonly [reason: string, spoil: (message: HttpMessage) => HttpMessage])[] = [
  ['signature-missing', (message) => setHeaders(message, [['x-jws-signature', undefined]])],
  ['digest-missing', (message) => setHeaders(message, [['Digest', undefined]])],
  [
    'critical-parameter-unknown',
    (message) => editHeader(message, (header) => ({ ...header, crit: ['sigT', 'sigD', 'b64', 'exp'], exp: 1 })),
  ],
  ['certificate-malformed', (message) => editHeader(message, (header) => ({ ...header, x5c: ['AAAA'] }))],
  ['key-id-mismatch', (message) => editHeader(message, (header) => ({ ...header, 'x5t#S256': 'A'.repeat(43) }))],
  ['algorithm-refused', (message) => editHeader(message, (header) => ({ ...header, alg: 'none' }))],
  [
    'signed-header-duplicated',
    (message) => editHeader(message, (header) => ({ ...header, sigD: { ...SIG_D, pars: ['digest', 'Digest'] } })),
  ],
  [
    'signed-header-missing',
    (message) => editHeader(message, (header) => ({ ...header, sigD: { ...SIG_D, pars: ['digest', 'host'] } })),
  ],
  ['signed-header-absent', (message) => setHeaders(message, [['PSU-ID', undefined]])],
  ['header-malformed', (message) => setHeaders(message, [['PSU-ID', 'a\nb']])],
  ['too-old', (message) => editHeader(message, (header) => ({ ...header, sigT: '2026-11-26T11:54:00Z' }))],
  ['digest-mismatch', (message) => ({ ...message, body: new Uint8Array(1) })],
  ['signature-mismatch', (message) => ({ ...message, target: '/elsewhere' })],
];

test('faults are found in their order, and the mathematical check comes last', async () => {
  const found = FAULTS.map(async (_fault, first) => {
    const spoilt = FAULTS.slice(first).reduceRight((message, [, spoil]) => spoil(message), signed);
    return reasonOf(await verifyMessage(PROFILE, spoilt));
  });
  expect(await Promise.all(found)).toEqual(FAULTS.map(([reason]) => reason));
});

test.each([
  ['no alg', { alg: undefined }, 'parameter-missing'],
  ['a number as alg', { alg: 256 }, 'parameter-missing'],
  ['a HMAC', { alg: 'HS256' }, 'algorithm-refused'],
  ['a name of every object as alg', { alg: 'constructor' }, 'algorithm-refused'],
  ['the algorithm of another curve', { alg: 'ES384' }, 'algorithm-does-not-fit-key'],
  ['the algorithm of another key', { alg: 'RS256' }, 'algorithm-does-not-fit-key'],
  ['no b64', { b64: undefined }, 'parameter-missing'],
  ['b64 as text', { b64: 'false' }, 'signature-malformed'],
  ['b64 true', { b64: true }, 'signature-malformed'],
  ['no crit', { crit: undefined }, 'parameter-missing'],
  ['crit that is no list', { crit: 'b64' }, 'signature-malformed'],
  ['crit with a name twice', { crit: ['sigT', 'sigD', 'b64', 'b64'] }, 'signature-malformed'],
  ['crit without b64', { crit: ['sigT', 'sigD'] }, 'parameter-missing'],
  ['crit without sigD', { crit: ['sigT', 'b64'] }, 'parameter-missing'],
  ['crit without sigT', { crit: ['sigD', 'b64'] }, 'parameter-missing'],
  ['crit with what is not there', { crit: ['sigT', 'sigD', 'b64', 'iat'] }, 'parameter-missing'],
  ['no sigD', { sigD: undefined }, 'parameter-missing'],
  [
    'sigD of another mechanism',
    { sigD: { ...SIG_D, mId: 'http://uri.etsi.org/19182/ObjectIdByURI' } },
    'signature-malformed',
  ],
  ['sigD without pars', { sigD: { mId: HTTP_HEADERS } }, 'signature-malformed'],
  ['pars that are no names', { sigD: { ...SIG_D, pars: ['digest', 'a b'] } }, 'signed-headers-malformed'],
  ['pars that are no texts', { sigD: { ...SIG_D, pars: [1] } }, 'signature-malformed'],
  [
    'very many pars',
    { sigD: { ...SIG_D, pars: Array.from({ length: 65 }, (_, index) => `h${index}`) } },
    'signature-malformed',
  ],
  [
    'the status of a request',
    { sigD: { ...SIG_D, pars: ['(response-status)', ...SIG_D.pars] } },
    'signed-header-not-allowed',
  ],
  ['x5c that is no list', { x5c: 'AAAA' }, 'signature-malformed'],
  ['very many certificates', { x5c: Array.from({ length: 9 }, () => 'AAAA') }, 'signature-malformed'],
  ['no certificate', { x5c: undefined }, 'certificate-missing'],
  ['no certificate in the list', { x5c: [] }, 'certificate-missing'],
  ['a thumbprint that is no text', { 'x5t#S256': 1 }, 'signature-malformed'],
  ['no time', { sigT: undefined, crit: ['sigD', 'b64'] }, 'parameter-missing'],
  ['a time that is none', { sigT: 'yesterday' }, 'date-malformed'],
  ['a time of another zone', { sigT: '2026-11-26T13:00:00+01:00' }, 'date-malformed'],
  ['a time to come', { sigT: '2026-11-26T12:02:00Z' }, 'not-yet-valid'],
])('a protected header with %s', async (_name, changes, reason) => {
  expect(
    reasonOf(
      await verifyMessage(
        PROFILE,
        editHeader(signed, (header) => ({ ...header, ...changes })),
      ),
    ),
  ).toBe(reason);
});

test('the protected header is a JSON object', async () => {
  for (const header of [[], 'text', null, 1])
    expect(
      reasonOf(
        await verifyMessage(
          PROFILE,
          editHeader(signed, () => header),
        ),
      ),
    ).toBe('signature-malformed');
});

test.each([
  ['with a payload', (jws: string) => jws.replace('..', '.AAAA.')],
  ['of four parts', (jws: string) => `${jws}.AAAA`],
  ['of two parts', (jws: string) => jws.replace('..', '.')],
  ['with padding', (jws: string) => `${jws}==`],
  ['with padding of its header', (jws: string) => jws.replace(/=*\.\./, '==..')],
  ['with a character of no alphabet', (jws: string) => `!${jws}`],
  ['with a blank inside', (jws: string) => jws.replace(/^.../, '$& ')],
  ['without a signature', (jws: string) => jws.replace(/[^.]+$/, '')],
  ['without a header', (jws: string) => jws.replace(/^[^.]+/, '')],
])('a JWS %s', async (_name, edit) => {
  const changed = setHeaders(signed, [['x-jws-signature', edit(getHeader(signed, 'x-jws-signature'))]]);
  expect(reasonOf(await verifyMessage(PROFILE, changed))).toBe('signature-malformed');
});

test('a key that its certificate keeps to PSS signs no JWS, because jose takes none', async () => {
  const { privateKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048, hashAlgorithm: 'sha256' });
  const { certificate } = await createSeal({ key: privateKey });
  const x5c = [Buffer.from(certificate.der).toString('base64')];
  const changed = editHeader(signed, (header) => ({ ...header, alg: 'PS256', x5c }));
  expect(reasonOf(await verifyMessage(PROFILE, changed))).toBe('algorithm-does-not-fit-key');
});

test('a signature of another length is of nobody', async () => {
  const [header, , signature = ''] = getHeader(signed, 'x-jws-signature').split('.');
  const bytes = Buffer.from(signature, 'base64url');
  for (const other of [bytes.subarray(1), Buffer.concat([bytes, bytes]), Buffer.alloc(1)]) {
    const changed = setHeaders(signed, [['x-jws-signature', `${header}..${other.toString('base64url')}`]]);
    expect(await verifyMessage(PROFILE, changed)).toMatchObject({
      reason: 'signature-mismatch',
      evidence: { algorithm: 'ES256', problem: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' },
    });
  }
});

const URL_PROFILE = PROFILES['jws-http-headers-url'];
const byThumbprint = await signMessage(URL_PROFILE, rsa, createRequest());

test('the certificate is in its header, where the JWS has but the thumbprint', async () => {
  expect(reasonOf(await verifyMessage(URL_PROFILE, byThumbprint))).toBe('accepted by jws-http-headers-url');
  const other = Buffer.from(ec.certificate.der).toString('base64');
  expect(
    reasonOf(await verifyMessage(URL_PROFILE, setHeaders(byThumbprint, [['TPP-Signature-Certificate', other]]))),
  ).toBe('key-id-mismatch');
});

test('the header of the certificate is there once, and no longer than it may be', async () => {
  const name = 'TPP-Signature-Certificate';
  const twice = { ...byThumbprint, headers: [...byThumbprint.headers, [name, getHeader(byThumbprint, name)] as const] };
  expect(reasonOf(await verifyMessage(URL_PROFILE, twice))).toBe('header-duplicated');
  const limits = { certificate: 100 };
  expect(reasonOf(await verifyMessage(URL_PROFILE, byThumbprint, { limits }))).toBe('header-too-large');
});

test('the certificate may be known by its thumbprint', async () => {
  const bare = setHeaders(byThumbprint, [['TPP-Signature-Certificate', undefined]]);
  expect(reasonOf(await verifyMessage(URL_PROFILE, bare))).toBe('certificate-missing');
  const asked: string[] = [];
  const find = (certificate: typeof rsa.certificate | undefined) => (thumbprint: string) => {
    asked.push(thumbprint);
    return certificate;
  };
  expect(reasonOf(await verifyMessage(URL_PROFILE, bare, { findCertificate: find(rsa.certificate) }))).toBe(
    'accepted by jws-http-headers-url',
  );
  expect(reasonOf(await verifyMessage(URL_PROFILE, bare, { findCertificate: find(undefined) }))).toBe(
    'certificate-missing',
  );
  expect(reasonOf(await verifyMessage(URL_PROFILE, bare, { findCertificate: find(ec.certificate) }))).toBe(
    'key-id-mismatch',
  );
  expect(new Set(asked)).toEqual(new Set([Buffer.from(rsa.certificate.fingerprint, 'hex').toString('base64url')]));
});

test('a profile of whole URLs covers scheme and host', async () => {
  expect(
    reasonOf(await verifyMessage(URL_PROFILE, { ...byThumbprint, url: 'https://thief.example/v1/payments' })),
  ).toBe('signature-mismatch');
  const { url: _, ...without } = byThumbprint;
  expect(reasonOf(await verifyMessage(URL_PROFILE, without))).toBe('signed-header-absent');
});

test('certificates that prove the first are handed on unread', async () => {
  const { createMessageSigner } = await import('../signer.ts');
  const sign = createMessageSigner({ profile: PROFILE, ...ec, chain: [ec.issuer], clock: () => NOW });
  const message = setHeaders(createRequest(), await sign(createRequest()));
  expect(await verifyMessage(PROFILE, message)).toMatchObject({
    evidence: { chain: [Buffer.from(ec.issuer.der).toString('base64')] },
  });
});

test('iat of the newer JAdES is a time, too', async () => {
  const at = (iat: number) =>
    editHeader(signed, ({ sigT: _, ...header }) => ({ ...header, crit: ['sigD', 'b64'], iat }));
  expect(reasonOf(await verifyMessage(PROFILE, at(NOW.getTime() / 1000)))).toBe('signature-mismatch');
  expect(reasonOf(await verifyMessage(PROFILE, at(NOW.getTime() / 1000 - 301)))).toBe('too-old');
  expect(reasonOf(await verifyMessage(PROFILE, at(1e300)))).toBe('date-malformed');
});

test('with any character of any signed part changed, it does not verify', async () => {
  const verify = createMessageVerifier({ profile: PROFILE, clock: () => NOW });
  const visible = fc
    .integer({ min: 0x21, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code));
  const parts = fc.constantFrom('Digest', 'X-Request-ID', 'PSU-ID', 'Content-Type', 'x-jws-signature');
  await fc.assert(
    fc.asyncProperty(parts, fc.nat(), visible, async (name, position, character) => {
      const before = getHeader(signed, name);
      const at = position % before.length;
      const after = `${before.slice(0, at)}${character}${before.slice(at + 1)}`;
      fc.pre(after !== before);
      expect((await verify(setHeaders(signed, [[name, after]]))).accepted).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('another method, path or body does not verify', async () => {
  expect(reasonOf(await verifyMessage(PROFILE, signed))).toBe(ACCEPTED);
  expect(reasonOf(await verifyMessage(PROFILE, { ...signed, method: 'PUT' }))).toBe('signature-mismatch');
  expect(reasonOf(await verifyMessage(PROFILE, { ...signed, target: `${signed.target}&b=2` }))).toBe(
    'signature-mismatch',
  );
  expect(reasonOf(await verifyMessage(PROFILE, { ...signed, body: BODY.slice(1) }))).toBe('digest-mismatch');
});

test('nothing that is sent makes it reject', async () => {
  const verify = createMessageVerifier({ profile: PROFILE, clock: () => NOW });
  const json = fc.json().map((text) => `${Buffer.from(text).toString('base64url')}..AAAA`);
  const header = fc.record(
    {
      alg: fc.oneof(fc.constantFrom('ES256', 'RS256', 'none'), fc.jsonValue()),
      b64: fc.oneof(fc.constant(false), fc.jsonValue()),
      crit: fc.oneof(fc.constant(['sigT', 'sigD', 'b64']), fc.jsonValue()),
      sigT: fc.oneof(fc.constant('2026-11-26T12:00:00Z'), fc.jsonValue()),
      sigD: fc.oneof(fc.constant(SIG_D), fc.jsonValue()),
      x5c: fc.oneof(fc.constant([Buffer.from(ec.certificate.der).toString('base64')]), fc.jsonValue()),
      'x5t#S256': fc.jsonValue(),
    },
    { requiredKeys: ['alg', 'b64', 'crit', 'sigD'] },
  );
  const likely = header.map(
    (value) => `${Buffer.from(JSON.stringify(value)).toString('base64url')}..${'A'.repeat(86)}`,
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: ANY_CHARACTER }), json, likely), async (jws) => {
      expect((await verify(setHeaders(signed, [['x-jws-signature', jws]]))).accepted).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
