import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Certificate } from '../../certificate.ts';
import { openssl, toFiles } from '../../issue/openssl.fixture.ts';
import {
  authorityKeyIdentifier,
  type CertificateTemplate,
  createDemoAuthority,
  createDemoParty,
  createIssuer,
  createOcspCertId,
  createOcspError,
  createOcspResponse,
  createSigningKey,
  type DemoAuthority,
  extendedKeyUsage,
  generateKey,
  type Issuer,
  issueCertificate,
  keyUsage,
  type OcspErrorStatus,
  type OcspResponseInput,
  type OcspStatus,
  readOcspRequest,
  type SigningKey,
  withExtension,
  withoutExtension,
} from '../../issue.ts';
import type { CertIdHash } from '../../ocsp/cert-id.ts';
import { OIDS } from '../../oids.ts';
import { toPem } from '../../read/armour.ts';
import { bits, boolean, integer, octets, oid, sequence, tlv } from '../../read/der.fixture.ts';
import { CertificateError } from '../../read/error.ts';
import { partsOf } from '../../read/parts.ts';
import { createCa } from '../chain.fixture.ts';
import { STRICT_POLICY } from '../policy.ts';
import { DAY, NOON, SECOND } from '../scene.fixture.ts';
import { createDelegateReader } from './delegates.ts';
import { RevocationError } from './error.ts';
import { readOcspAnswer } from './ocsp-answer.ts';
import { createOcspRequest } from './ocsp-request.ts';
import { type RevocationOptions, toRevocationPolicy } from './options.ts';

const readDelegate = createDelegateReader();
const NONCE = new Uint8Array(32).fill(7);
const at = (milliseconds: number) => new Date(NOON.getTime() + milliseconds);

let authority: DemoAuthority;
let leaf: Certificate;
let issuer: Certificate;
beforeAll(async () => {
  authority = await createDemoAuthority({ clock: () => NOON });
  issuer = authority.issuingCa.certificate;
  leaf = (await authority.issueQwac(createDemoParty())).certificate;
});

interface Asked {
  readonly hash?: CertIdHash;
  readonly nonce?: Uint8Array | undefined;
  readonly now?: Date;
  readonly options?: RevocationOptions;
}

function read(der: Uint8Array, { hash = 'sha1', nonce = NONCE, now = NOON, options = {} }: Asked = {}) {
  const question = { id: createOcspCertId(leaf, issuer, hash), nonce, issuer };
  return readOcspAnswer(der, question, now, {
    verification: STRICT_POLICY,
    revocation: toRevocationPolicy(options),
    readDelegate,
  });
}

function respond(changes: Partial<OcspResponseInput> = {}, status: OcspStatus = { kind: 'good' }) {
  const single = { certId: createOcspCertId(leaf, issuer), status, thisUpdate: NOON, nextUpdate: at(DAY) };
  return createOcspResponse({
    responder: authority.ocspResponder,
    producedAt: NOON,
    responses: [single],
    nonce: NONCE,
    ...changes,
  });
}

/** The code of what is thrown; fails where nothing is. */
function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof RevocationError || error instanceof CertificateError) return error.code;
    throw error;
  }
  return 'nothing is wrong';
}

type Alter = (template: CertificateTemplate) => CertificateTemplate;

/** Whom an issuer lets answer, and then altered. */
async function delegate({
  by = authority.issuingCa,
  alter = (template) => template,
  key,
}: Delegation = {}): Promise<Issuer> {
  const signingKey = key ?? createSigningKey(await generateKey('p-256'));
  const template: CertificateTemplate = {
    serialNumber: '77',
    subject: [[{ oid: OIDS.commonName, value: 'Responder' }]],
    publicKey: signingKey.publicKey,
    notBefore: at(-DAY),
    notAfter: at(DAY),
    extensions: [
      authorityKeyIdentifier(by.certificate),
      keyUsage(['digitalSignature']),
      extendedKeyUsage([OIDS.ocspSigning]),
    ],
  };
  return createIssuer(await issueCertificate(alter(template), by), signingKey);
}

interface Delegation {
  readonly by?: Issuer;
  readonly alter?: Alter;
  readonly key?: SigningKey;
}

test('a delegate is believed', async () => {
  expect(read(await respond())).toEqual({
    status: { kind: 'good' },
    producedAt: NOON,
    thisUpdate: NOON,
    nextUpdate: at(DAY),
  });
});

test('the issuer itself is believed', async () => {
  expect(read(await respond({ responder: authority.issuingCa }))).toMatchObject({ status: { kind: 'good' } });
});

test('a revocation comes with its time and reason', async () => {
  const status = { kind: 'revoked', revokedAt: at(-DAY), reason: 'keyCompromise' } as const;
  expect(read(await respond({}, status))).toMatchObject({ status });
  expect(read(await respond({}, { kind: 'revoked', revokedAt: at(-DAY) }))).toMatchObject({
    status: { reason: 'unspecified' },
  });
});

test('a responder that does not know the certificate says so', async () => {
  expect(read(await respond({}, { kind: 'unknown' }))).toMatchObject({ status: { kind: 'unknown' } });
});

test('the right one of several answers counts', async () => {
  const other = (await authority.issueQwac(createDemoParty())).certificate;
  const toSingle = (certificate: Certificate, status: OcspStatus) => ({
    certId: createOcspCertId(certificate, issuer),
    status,
    thisUpdate: NOON,
    nextUpdate: at(DAY),
  });
  const responses = [toSingle(other, { kind: 'good' }), toSingle(leaf, { kind: 'revoked', revokedAt: NOON })];
  expect(read(await respond({ responses }))).toMatchObject({ status: { kind: 'revoked' } });
});

type BuildResponder = () => Promise<Issuer>;
const SIGNERS: readonly (readonly [title: string, build: BuildResponder])[] = [
  ['a stranger', () => createCa('Stranger')],
  [
    'a delegate of a stranger who has the name of the issuer',
    async () =>
      delegate({ by: await createCa('Demo Issuing CA', { alter: (t) => ({ ...t, subject: issuer.subject }) }) }),
  ],
  [
    'a delegate of another name with the key of the issuer',
    async () => delegate({ by: await createCa('Other', { key: authority.issuingCa.key }) }),
  ],
  [
    'a delegate with a weak key',
    () => delegate({ key: createSigningKey(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey) }),
  ],
  ['a delegate of the root', () => delegate({ by: authority.root })],
  ['the root', async () => authority.root],
  [
    'a certificate of a party',
    async () => {
      const { certificate, privateKey } = await authority.issueQwac(createDemoParty());
      return createIssuer(certificate, createSigningKey(privateKey));
    },
  ],
  ['a delegate without the purpose', () => delegate({ alter: (t) => withoutExtension(t, OIDS.extKeyUsage) })],
  [
    'a delegate for any purpose',
    () => delegate({ alter: (t) => withExtension(t, extendedKeyUsage([OIDS.anyExtendedKeyUsage])) }),
  ],
  [
    'a delegate whose key may not sign',
    () => delegate({ alter: (t) => withExtension(t, keyUsage(['keyEncipherment'])) }),
  ],
  ['a delegate after its time', () => delegate({ alter: (t) => ({ ...t, notAfter: at(-1000) }) })],
  ['a delegate before its time', () => delegate({ alter: (t) => ({ ...t, notBefore: at(1000) }) })],
  [
    'a delegate with a critical extension that nobody knows',
    () => delegate({ alter: (t) => withExtension(t, { oid: '1.2.3.4', critical: true, value: Uint8Array.of(5, 0) }) }),
  ],
];

test.each(SIGNERS)('API10 nobody believes %s', async (_, build) => {
  const der = await respond({ responder: await build() });
  expect(codeOf(() => read(der))).toBe('ERR_REVOCATION_SIGNER');
});

test('API10 nobody believes what was altered on its way', async () => {
  const unknown = Buffer.from(await respond({}, { kind: 'unknown' })).toString('hex');
  // [2] becomes [0], before a time
  const good = unknown.replace('8200180f', '8000180f');
  expect(good).not.toBe(unknown);
  expect(codeOf(() => read(Buffer.from(good, 'hex')))).toBe('ERR_REVOCATION_SIGNATURE');
});

test('nobody believes SHA-1', async () => {
  const key = createSigningKey(await generateKey('p-256'), 'ecdsa-sha1');
  const der = await respond({ responder: await delegate({ key }) });
  expect(codeOf(() => read(der))).toBe('ERR_REVOCATION_WEAK_ALGORITHM');
});

const OTHERS: readonly (readonly [title: string, build: () => Promise<Uint8Array>, code: string, asked: Asked])[] = [
  [
    'another certificate',
    async () => {
      const other = (await authority.issueQwac(createDemoParty())).certificate;
      return respond({
        responses: [
          { certId: createOcspCertId(other, issuer), status: { kind: 'good' }, thisUpdate: NOON, nextUpdate: at(DAY) },
        ],
      });
    },
    'ERR_REVOCATION_OTHER_CERTIFICATE',
    {},
  ],
  [
    'the number of the certificate at another issuer',
    async () =>
      respond({
        responses: [
          {
            certId: createOcspCertId(leaf, authority.root.certificate),
            status: { kind: 'good' },
            thisUpdate: NOON,
            nextUpdate: at(DAY),
          },
        ],
      }),
    'ERR_REVOCATION_OTHER_CERTIFICATE',
    {},
  ],
  ['another nonce', () => respond({ nonce: NONCE.with(0, 1) }), 'ERR_REVOCATION_NONCE', {}],
  [
    'no nonce, where one is required',
    () => respondWithoutNonce(),
    'ERR_REVOCATION_NONCE',
    { options: { nonce: 'require' } },
  ],
  ['a time to come', () => respond(), 'ERR_REVOCATION_NOT_YET_VALID', { now: at(-61 * SECOND) }],
  ['a time that is over', () => respond(), 'ERR_REVOCATION_OUT_OF_DATE', { now: at(DAY + 1) }],
  [
    'a time that is over, for it has no end',
    () =>
      respond({ responses: [{ certId: createOcspCertId(leaf, issuer), status: { kind: 'good' }, thisUpdate: NOON }] }),
    'ERR_REVOCATION_OUT_OF_DATE',
    { now: at(121 * SECOND) },
  ],
  [
    'something critical that nobody knows',
    () => signResponse({ extensions: [CRITICAL] }),
    'ERR_REVOCATION_UNSUPPORTED',
    {},
  ],
  [
    'something critical about the certificate',
    () => signResponse({ singleExtensions: [CRITICAL] }),
    'ERR_REVOCATION_UNSUPPORTED',
    {},
  ],
  ['another type', () => signResponse({ type: '1.3.6.1.5.5.7.48.1.99' }), 'ERR_REVOCATION_UNSUPPORTED', {}],
  ['nothing that can be read', async () => Buffer.from('<html>'), 'ERR_CERTIFICATE_MALFORMED', {}],
  ['nothing', async () => new Uint8Array(), 'ERR_CERTIFICATE_MALFORMED', {}],
];

test.each(OTHERS)('an answer does not count that is of %s', async (_, build, code, asked) => {
  const der = await build();
  expect(codeOf(() => read(der, asked))).toBe(code);
});

test('the clock of a responder may be a little ahead', async () => {
  expect(read(await respond(), { now: at(-60 * SECOND) })).toMatchObject({ status: { kind: 'good' } });
});

test('an answer made beforehand has no nonce, and counts', async () => {
  expect(read(await respondWithoutNonce())).toMatchObject({ status: { kind: 'good' } });
});

test.each<OcspErrorStatus>(['malformedRequest', 'internalError', 'tryLater', 'sigRequired', 'unauthorized'])(
  'a responder may have no answer: %s',
  (status) => {
    expect(codeOf(() => read(createOcspError(status)))).toBe('ERR_REVOCATION_NO_ANSWER');
  },
);

test.each<CertIdHash>(['sha1', 'sha256'])('our own responder understands what is asked with %s', async (hash) => {
  const request = createOcspRequest(createOcspCertId(leaf, issuer, hash), NONCE);
  expect(readOcspRequest(request)).toMatchObject({ certIds: [createOcspCertId(leaf, issuer, hash)], nonce: NONCE });
  expect(read(await authority.answerOcsp(request), { hash })).toMatchObject({ status: { kind: 'good' } });
});

test('no byte of an answer can be another', async () => {
  const der = await respond({}, { kind: 'revoked', revokedAt: NOON });
  for (const index of der.keys()) {
    const [mask = 1] = fc.sample(fc.integer({ min: 1, max: 255 }), 1);
    const altered = der.with(index, (der[index] ?? 0) ^ mask);
    expect(statusOf(altered), `byte ${index} with mask ${mask}`).not.toBe('good');
  }
});

test('API10 whatever comes in the place of an answer, it is refused with a code', async () => {
  const der = await respond();
  const cut = fc.nat(der.length - 1).map((length) => der.subarray(0, length));
  fc.assert(fc.property(fc.oneof(fc.uint8Array(), cut), (bytes) => codeOf(() => read(bytes)) !== 'nothing is wrong'));
});

function statusOf(der: Uint8Array): string {
  try {
    return read(der).status.kind;
  } catch (error) {
    if (error instanceof RevocationError || error instanceof CertificateError) return error.code;
    throw error;
  }
}

// Responses that no profile of ours would make, part by part.

const CRITICAL = sequence(oid('1.2.3.4'), boolean(true), octets(integer('01')));
const optional = (number: number, items: readonly Uint8Array[]) =>
  items.length === 0 ? [] : [tlv(0xa0 | number, sequence(...items))];

interface ResponseParts {
  readonly type?: string;
  readonly version?: readonly Uint8Array[];
  readonly producedAt?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  readonly singleExtensions?: readonly Uint8Array[];
  /** After everything that is known. */
  readonly tail?: readonly Uint8Array[];
  /** Beside the one of the responder. */
  readonly certificates?: readonly Uint8Array[];
}

const time = tlv(0x18, Buffer.from('20261126120000Z'));

async function signResponse(parts: ResponseParts) {
  const { type = '1.3.6.1.5.5.7.48.1.1', version = [], producedAt = time, tail = [], certificates = [] } = parts;
  const { certificate, key } = authority.ocspResponder;
  const later = tlv(0xa0, tlv(0x18, Buffer.from('20261127120000Z')));
  const good = tlv(0x80);
  const singleExtensions = optional(1, parts.singleExtensions ?? []);
  const single = sequence(createOcspCertId(leaf, issuer).der, good, time, later, ...singleExtensions);
  const signed = sequence(
    ...version,
    tlv(0xa1, partsOf(certificate).subject),
    producedAt,
    sequence(single),
    ...optional(1, parts.extensions ?? []),
    ...tail,
  );
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const certs = tlv(0xa0, sequence(...certificates, certificate.der));
  const basic = sequence(signed, algorithm, bits(await key.sign(signed)), certs);
  return sequence(tlv(0x0a, Uint8Array.of(0)), tlv(0xa0, sequence(oid(type), octets(basic))));
}

test.each<[string, ResponseParts]>([
  ['has nothing more to say', {}],
  ['sends a certificate that nobody can read beside its own', { certificates: [sequence(octets())] }],
  ['writes out the version', { version: [tlv(0xa0, integer('00'))] }],
  ['writes out that an extension is not critical', { extensions: [sequence(oid('1.2.3'), boolean(false), octets())] }],
])('a responder that is named is believed if it %s', async (_, parts) => {
  expect(read(await signResponse(parts))).toMatchObject({ status: { kind: 'good' } });
});

test.each<[string, ResponseParts]>([
  ['a time of another type', { producedAt: tlv(0x17, Buffer.from('261126120000Z')) }],
  ['a time without seconds', { producedAt: tlv(0x18, Buffer.from('202611261200Z')) }],
  ['a time of another zone', { producedAt: tlv(0x18, Buffer.from('20261126130000+0100')) }],
  ['a time that does not exist', { producedAt: tlv(0x18, Buffer.from('20260231120000Z')) }],
  ['an extension twice', { extensions: [CRITICAL, CRITICAL] }],
  ['a list of no extensions', { tail: [tlv(0xa1, sequence())] }],
  ['a field that nobody knows', { tail: [tlv(0xa2, sequence())] }],
])('an answer cannot be read that has %s', async (_, parts) => {
  const der = await signResponse(parts);
  expect(codeOf(() => read(der))).toBe('ERR_CERTIFICATE_MALFORMED');
});

function respondWithoutNonce() {
  const certId = createOcspCertId(leaf, issuer);
  return createOcspResponse({
    responder: authority.ocspResponder,
    producedAt: NOON,
    responses: [{ certId, status: { kind: 'good' }, thisUpdate: NOON, nextUpdate: at(DAY) }],
  });
}

/** OpenSSL as the responder of an authority. It has no clock but the machine's. */
async function answerByOpenssl(entry: 'V' | 'R' | undefined, hash: CertIdHash, ...more: readonly string[]) {
  const now = new Date();
  const own = await createDemoAuthority({ clock: () => now });
  const { certificate } = await own.issueQwac(createDemoParty());
  const signer = await own.issueQwac(createDemoParty(), {
    alter: (template) => withExtension(template, extendedKeyUsage([OIDS.ocspSigning])),
  });
  const revoked = entry === 'R' ? '261101000000Z,keyCompromise' : '';
  const line = `${entry}\t350101000000Z\t${revoked}\t${certificate.serialNumber.toUpperCase()}\tunknown\t/CN=Example\n`;
  const id = createOcspCertId(certificate, own.issuingCa.certificate, hash);
  const { out = new Uint8Array(), text } = openssl(
    [
      'ocsp',
      '-index',
      'index',
      '-CA',
      'ca.pem',
      '-rsigner',
      'signer.pem',
      '-rkey',
      'key.pem',
      '-ndays',
      '1',
      '-reqin',
      'request',
      '-respout',
      'out',
      ...more,
    ],
    {
      ...toFiles(own),
      index: entry === undefined ? '' : line,
      'signer.pem': toPem(signer.certificate.der),
      'key.pem': signer.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      request: createOcspRequest(id, NONCE),
    },
  );
  const question = { id, nonce: NONCE, issuer: own.issuingCa.certificate };
  const policies = { verification: STRICT_POLICY, revocation: toRevocationPolicy({ nonce: 'require' }), readDelegate };
  return { text, read: () => readOcspAnswer(out, question, new Date(), policies) };
}

test.each([
  { entry: 'V', hash: 'sha1', more: [], status: { kind: 'good' } },
  { entry: 'V', hash: 'sha256', more: ['-resp_key_id'], status: { kind: 'good' } },
  {
    entry: 'R',
    hash: 'sha1',
    more: [],
    status: { kind: 'revoked', revokedAt: new Date('2026-11-01T00:00:00Z'), reason: 'keyCompromise' },
  },
  { entry: undefined, hash: 'sha256', more: [], status: { kind: 'unknown' } },
] as const)('OpenSSL answers $status.kind to what we ask with $hash', async ({ entry, hash, more, status }) => {
  const answer = await answerByOpenssl(entry, hash, ...more);
  expect(answer.read()).toMatchObject({ status });
});

test('OpenSSL without the certificate of its signer is not believed', async () => {
  const answer = await answerByOpenssl('V', 'sha1', '-resp_no_certs');
  expect(codeOf(answer.read)).toBe('ERR_REVOCATION_SIGNER');
});
