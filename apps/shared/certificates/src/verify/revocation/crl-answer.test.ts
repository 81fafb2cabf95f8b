import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Certificate } from '../../certificate.ts';
import { openssl } from '../../issue/openssl.fixture.ts';
import {
  type CrlInput,
  createCrl,
  createDemoAuthority,
  createDemoParty,
  createSigningKey,
  type DemoAuthority,
  generateKey,
  type Issuer,
  keyUsage,
  type SigningKey,
  withExtension,
} from '../../issue.ts';
import { toPem } from '../../read/armour.ts';
import { bits, boolean, integer, octets, oid, sequence, tlv } from '../../read/der.fixture.ts';
import { CertificateError } from '../../read/error.ts';
import { partsOf } from '../../read/parts.ts';
import { createCa, issueLeaf } from '../chain.fixture.ts';
import { DAY, NOON, SECOND } from '../scene.fixture.ts';
import type { Crl } from './crl.ts';
import { findStatusIn, readCrlOf } from './crl-answer.ts';
import { RevocationError } from './error.ts';

const at = (milliseconds: number) => new Date(NOON.getTime() + milliseconds);

let authority: DemoAuthority;
let leaf: Certificate;
let issuer: Issuer;
beforeAll(async () => {
  authority = await createDemoAuthority({ clock: () => NOON });
  issuer = authority.issuingCa;
  leaf = (await authority.issueQwac(createDemoParty())).certificate;
});

function list(changes: Partial<CrlInput> = {}) {
  return createCrl({ issuer, number: 5n, thisUpdate: NOON, nextUpdate: at(DAY), entries: [], ...changes });
}

interface Known {
  readonly last?: Crl;
  readonly now?: Date;
}

const read = (der: Uint8Array, { last, now = NOON }: Known = {}) =>
  readCrlOf(issuer.certificate, der, last, now, 60 * SECOND);

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof RevocationError || error instanceof CertificateError) return error.code;
    throw error;
  }
  return 'nothing is wrong';
}

test('what is not listed is good', async () => {
  expect(findStatusIn(read(await list()), leaf)).toEqual({ kind: 'good' });
});

test('what is listed is revoked, with its time and reason', async () => {
  const { serialNumber } = leaf;
  const entries = [
    { serialNumber: '01', revokedAt: NOON },
    { serialNumber, revokedAt: at(-DAY), reason: 'certificateHold', invalidityDate: at(-2 * DAY) } as const,
    { serialNumber: 'ffff', revokedAt: NOON },
  ];
  expect(findStatusIn(read(await list({ entries })), leaf)).toEqual({
    kind: 'revoked',
    revokedAt: at(-DAY),
    reason: 'certificateHold',
  });
});

test('any number that is listed is found, and none besides', async () => {
  const numbers = fc.uniqueArray(fc.bigInt({ min: 1n, max: 2n ** 158n }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(numbers, async (all) => {
      const [absent, ...listed] = all.map((number) => number.toString(16));
      const crl = read(await list({ entries: listed.map((serialNumber) => ({ serialNumber, revokedAt: NOON })) }));
      expect(listed.map((serialNumber) => crl.findStatus(serialNumber).kind)).toEqual(listed.map(() => 'revoked'));
      expect(crl.findStatus(absent ?? '0').kind).toBe('good');
    }),
    { numRuns: 30 },
  );
});

test('a list of a hundred thousand is searched', async () => {
  const entries = Array.from({ length: 100_000 }, (_, index) =>
    entry(integer(`10${index.toString(16).padStart(6, '0')}`)),
  );
  const crl = read(await signList({ entries }));
  expect([crl.findStatus('1000c0de').kind, crl.findStatus('1001869f').kind, crl.findStatus('100186a0').kind]).toEqual([
    'revoked',
    'revoked',
    'good',
  ]);
});

test('the same bytes again are the same list', async () => {
  const der = await list();
  const last = read(der);
  expect(read(Uint8Array.from(der), { last, now: at(SECOND) })).toBe(last);
});

test('a newer list takes the place of an older one, and never the other way', async () => {
  const [older, newer] = [await list({ number: 4n }), await list({ number: 5n })];
  const last = read(newer);
  expect(read(newer, { last: read(older) }).number).toBe(5n);
  expect(codeOf(() => read(older, { last }))).toBe('ERR_REVOCATION_OLDER');
});

test('a list of the same number with other entries counts, for its issuer may have signed it again', async () => {
  const entries = [{ serialNumber: leaf.serialNumber, revokedAt: NOON }];
  const last = read(await list());
  expect(findStatusIn(read(await list({ entries }), { last }), leaf).kind).toBe('revoked');
});

test('without numbers, the older time tells the older list', async () => {
  const [older, newer] = [await signList({ thisUpdate: utc(-3600) }), await signList({})];
  expect(codeOf(() => read(older, { last: read(newer) }))).toBe('ERR_REVOCATION_OLDER');
});

const REFUSED: readonly (readonly [title: string, build: () => Promise<Uint8Array>, code: string])[] = [
  ['another issuer', async () => list({ issuer: authority.root }), 'ERR_REVOCATION_SIGNER'],
  [
    'somebody of the same name',
    async () =>
      list({ issuer: await createCa('Twin', { alter: (t) => ({ ...t, subject: issuer.certificate.subject }) }) }),
    'ERR_REVOCATION_SIGNATURE',
  ],
  ['SHA-1', () => signList({ key: 'ecdsa-sha1' }), 'ERR_REVOCATION_WEAK_ALGORITHM'],
  ['a time to come', () => list({ thisUpdate: at(61 * SECOND) }), 'ERR_REVOCATION_NOT_YET_VALID'],
  ['a time that is over', () => list({ thisUpdate: at(-DAY), nextUpdate: at(-SECOND) }), 'ERR_REVOCATION_OUT_OF_DATE'],
  ['a time without end', () => signList({ nextUpdate: [] }), 'ERR_CERTIFICATE_MALFORMED'],
  [
    'a delta',
    () => signList({ extensions: [extension('2.5.29.27', true, integer('01'))] }),
    'ERR_REVOCATION_UNSUPPORTED',
  ],
  [
    'a critical extension',
    () => signList({ extensions: [extension('1.2.3.4', true, integer('01'))] }),
    'ERR_REVOCATION_UNSUPPORTED',
  ],
  ['indirect entries', () => signList({ extensions: [scope(flag(4))] }), 'ERR_REVOCATION_UNSUPPORTED'],
  [
    'some reasons',
    () => signList({ extensions: [scope(tlv(0x83, Uint8Array.of(6, 0x40)))] }),
    'ERR_REVOCATION_UNSUPPORTED',
  ],
  ['attribute certificates', () => signList({ extensions: [scope(flag(5))] }), 'ERR_REVOCATION_UNSUPPORTED'],
  [
    'certificates of parties alone and of CAs alone',
    () => signList({ extensions: [scope(flag(1), flag(2))] }),
    'ERR_REVOCATION_UNSUPPORTED',
  ],
  [
    'another algorithm inside',
    () => signList({ inner: sequence(oid('1.2.840.10045.4.3.3')) }),
    'ERR_CERTIFICATE_MALFORMED',
  ],
  ['a relative place', () => signList({ extensions: [scope(tlv(0xa0, tlv(0xa1)))] }), 'ERR_REVOCATION_UNSUPPORTED'],
  [
    'an entry with a critical extension, be it of another certificate',
    () => signList({ entries: [entry(integer('05'), sequence(extension('2.5.29.29', true, integer('01'))))] }),
    'ERR_REVOCATION_UNSUPPORTED',
  ],
  [
    'a second list of entries',
    () => signList({ entries: [entry(integer('05'))], tail: [sequence()] }),
    'ERR_CERTIFICATE_MALFORMED',
  ],
  [
    'nine fields',
    () => signList({ tail: [integer('01'), integer('01'), integer('01'), integer('01')] }),
    'ERR_CERTIFICATE_MALFORMED',
  ],
  ['a part beside list, algorithm and signature', () => signList({ end: [sequence()] }), 'ERR_CERTIFICATE_MALFORMED'],
  [
    'a SET in the place of a SEQUENCE',
    async () => Buffer.from(await list()).fill(0x31, 0, 1),
    'ERR_CERTIFICATE_MALFORMED',
  ],
  ['a signed SET in the place of a SEQUENCE', () => signList({ tag: 0x31 }), 'ERR_CERTIFICATE_MALFORMED'],
  [
    'a point that says TRUE in another way',
    () => signList({ extensions: [scope(tlv(0x81, Uint8Array.of(1)))] }),
    'ERR_CERTIFICATE_MALFORMED',
  ],
  ['an entry without a number', () => signList({ entries: [entry(octets())] }), 'ERR_CERTIFICATE_MALFORMED'],
  ['something after it', async () => Buffer.concat([await list(), Uint8Array.of(0)]), 'ERR_CERTIFICATE_MALFORMED'],
  ['nothing that can be read', async () => Buffer.from('<html>'), 'ERR_CERTIFICATE_MALFORMED'],
  ['nothing', async () => new Uint8Array(), 'ERR_CERTIFICATE_MALFORMED'],
];

test.each(REFUSED)('API10 a list does not count that has %s', async (_, build, code) => {
  const der = await build();
  expect(codeOf(() => read(der))).toBe(code);
});

test('an issuer whose key may not sign lists has none', async () => {
  const mute = await createCa('Mute', { alter: (t) => withExtension(t, keyUsage(['keyCertSign'])) });
  const der = await createCrl({ issuer: mute, number: 1n, thisUpdate: NOON, nextUpdate: at(DAY), entries: [] });
  expect(codeOf(() => readCrlOf(mute.certificate, der, undefined, NOON, 0))).toBe('ERR_REVOCATION_SIGNER');
});

test('the clock of an issuer may be a little ahead', async () => {
  expect(read(await list({ thisUpdate: at(60 * SECOND) })).number).toBe(5n);
});

test('a reason may be critical, for it is understood', async () => {
  const reason = sequence(extension('2.5.29.21', true, tlv(0x0a, Uint8Array.of(9))));
  expect(read(await signList({ entries: [entry(integer('05'), reason)] })).findStatus('5')).toMatchObject({
    reason: 'privilegeWithdrawn',
  });
});

test('a number of a list may have twenty octets', async () => {
  const number = 2n ** 158n + 1n;
  expect(read(await list({ number })).number).toBe(number);
});

test('a list may write out that it is not of one kind alone', async () => {
  const crl = read(await signList({ extensions: [scope(tlv(0x81, Uint8Array.of(0)))] }));
  expect(findStatusIn(crl, leaf)).toEqual({ kind: 'good' });
});

test('an entry that is broken is refused when it is asked for', async () => {
  const crl = read(await signList({ entries: [entry(integer('05'), octets()), entry(integer('06'))] }));
  expect(codeOf(() => crl.findStatus('5'))).toBe('ERR_CERTIFICATE_MALFORMED');
  expect(crl.findStatus('6').kind).toBe('revoked');
});

test('a number below zero is not the one above that has the same octets', async () => {
  const crl = read(await signList({ entries: [entry(integer('ff'))] }));
  expect([crl.findStatus('-1').kind, crl.findStatus('ff').kind]).toEqual(['revoked', 'good']);
});

test('what was taken off a list is good', async () => {
  const number = integer(`00${leaf.serialNumber}`.slice(leaf.serialNumber.length % 2));
  const removed = sequence(extension('2.5.29.21', false, tlv(0x0a, Uint8Array.of(8))));
  const crl = read(await signList({ entries: [entry(shortest(number), removed)] }));
  expect(crl.findStatus(leaf.serialNumber)).toEqual({ kind: 'good' });
});

test('a list of one kind of certificates says nothing of the other', async () => {
  const urls = [authority.urls.crl];
  const ofParties = read(await list({ distributionPoint: { urls, only: 'userCerts' } }));
  const ofCas = read(await list({ distributionPoint: { urls, only: 'caCerts' } }));
  expect(findStatusIn(ofParties, leaf).kind).toBe('good');
  expect(codeOf(() => findStatusIn(ofCas, leaf))).toBe('ERR_REVOCATION_OTHER_CERTIFICATE');
  expect(codeOf(() => findStatusIn(ofParties, issuer.certificate))).toBe('ERR_REVOCATION_OTHER_CERTIFICATE');
});

test('a list of one part says nothing of certificates that point to another', async () => {
  const elsewhere = read(await list({ distributionPoint: { urls: ['http://qtsp.localhost/part-2.crl'] } }));
  const both = read(await list({ distributionPoint: { urls: ['http://mirror.localhost/1.crl', authority.urls.crl] } }));
  expect(codeOf(() => findStatusIn(elsewhere, leaf))).toBe('ERR_REVOCATION_OTHER_CERTIFICATE');
  expect(findStatusIn(both, leaf).kind).toBe('good');
  const pointless = await issueLeaf(issuer);
  expect(codeOf(() => findStatusIn(both, pointless))).toBe('ERR_REVOCATION_OTHER_CERTIFICATE');
});

test('no byte of a list can be another', async () => {
  const entries = [{ serialNumber: leaf.serialNumber, revokedAt: NOON, reason: 'keyCompromise' } as const];
  const der = await list({ entries });
  for (const index of der.keys()) {
    const [mask = 1] = fc.sample(fc.integer({ min: 1, max: 255 }), 1);
    const code = codeOf(() => read(der.with(index, (der[index] ?? 0) ^ mask)));
    expect(code, `byte ${index} with mask ${mask}`).not.toBe('nothing is wrong');
  }
});

test('API10 whatever comes in the place of a list, it is refused with a code', async () => {
  const der = await list({ entries: [{ serialNumber: '05', revokedAt: NOON }] });
  const cut = fc.nat(der.length - 1).map((length) => der.subarray(0, length));
  fc.assert(fc.property(fc.oneof(fc.uint8Array(), cut), (bytes) => codeOf(() => read(bytes)) !== 'nothing is wrong'));
});

test.each(['rsa:2048', 'ec'])('a list that OpenSSL has made counts (%s)', async (kind) => {
  const key = kind === 'ec' ? await generateKey('p-256') : await generateKey('rsa-2048');
  const ca = await createCa('Of OpenSSL', { key: createSigningKey(key) });
  const config = `[ca]\ndefault_ca=x\n[x]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n`;
  const index = [
    `R\t350101000000Z\t261101000000Z,superseded\t0BAD\tunknown\t/CN=a`,
    `V\t350101000000Z\t\t600D\tunknown\t/CN=b`,
    `R\t350101000000Z\t261102000000Z\tFFFFFFFFFFFFFFFF\tunknown\t/CN=c\n`,
  ].join('\n');
  const files = {
    config,
    index,
    number: '1000',
    'ca.pem': toPem(ca.certificate.der),
    'key.pem': key.export({ type: 'pkcs8', format: 'pem' }),
  };
  const args = [
    'ca',
    '-config',
    'config',
    '-gencrl',
    '-cert',
    'ca.pem',
    '-keyfile',
    'key.pem',
    '-crldays',
    '1',
    '-out',
    'out',
  ];
  const pem = Buffer.from(openssl(args, files).out ?? []).toString();
  const der = Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64');
  const crl = readCrlOf(ca.certificate, der, undefined, new Date(), 0);
  expect(crl.number).toBe(0x1000n);
  expect([crl.findStatus('bad'), crl.findStatus('600d'), crl.findStatus('ffffffffffffffff')]).toEqual([
    { kind: 'revoked', revokedAt: new Date('2026-11-01T00:00:00Z'), reason: 'superseded' },
    { kind: 'good' },
    { kind: 'revoked', revokedAt: new Date('2026-11-02T00:00:00Z'), reason: 'unspecified' },
  ]);
});

// Lists that no profile of ours would make, part by part.

interface Parts {
  readonly inner?: Uint8Array;
  readonly thisUpdate?: Uint8Array;
  readonly nextUpdate?: readonly Uint8Array[];
  readonly entries?: readonly Uint8Array[];
  readonly extensions?: readonly Uint8Array[];
  readonly key?: 'ecdsa-sha1';
  /** Of what is signed. */
  readonly tag?: number;
  /** After everything that is known in what is signed, and in the list. */
  readonly tail?: readonly Uint8Array[];
  readonly end?: readonly Uint8Array[];
}

async function signList(parts: Parts): Promise<Uint8Array> {
  const { thisUpdate = utc(0), nextUpdate = [utc(86_400)], entries = [], extensions = [], tail = [], end = [] } = parts;
  const key = parts.key === undefined ? issuer.key : await createWeakKey();
  const algorithm = sequence(oid(parts.key === undefined ? '1.2.840.10045.4.3.2' : '1.2.840.10045.4.1'));
  const signed = tlv(
    parts.tag ?? 0x30,
    integer('01'),
    parts.inner ?? algorithm,
    partsOf(issuer.certificate).subject,
    thisUpdate,
    ...nextUpdate,
    ...(entries.length === 0 ? [] : [sequence(Buffer.concat(entries))]),
    ...(extensions.length === 0 ? [] : [tlv(0xa0, sequence(...extensions))]),
    ...tail,
  );
  return sequence(signed, algorithm, bits(await key.sign(signed)), ...end);
}

/** Nobody gets to see its signature: the algorithm is refused before. */
const createWeakKey = async (): Promise<SigningKey> => createSigningKey(await generateKey('p-256'), 'ecdsa-sha1');

function utc(seconds: number): Uint8Array {
  const text = at(seconds * 1000)
    .toISOString()
    .replaceAll(/[-:T]|\.\d+/g, '')
    .slice(2);
  return tlv(0x17, Buffer.from(text));
}

function entry(serialNumber: Uint8Array, ...extensions: readonly Uint8Array[]): Uint8Array {
  return sequence(serialNumber, utc(-60), ...extensions);
}

function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

const scope = (...parts: readonly Uint8Array[]) => extension('2.5.29.28', true, sequence(...parts));
const flag = (number: number) => tlv(0x80 | number, Uint8Array.of(0xff));

/** Without octets that say nothing. */
function shortest(number: Uint8Array): Uint8Array {
  const content = number.subarray(2);
  return content[0] === 0 && (content[1] ?? 0) < 0x80 ? tlv(0x02, content.subarray(1)) : number;
}
