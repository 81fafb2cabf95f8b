import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderName } from '../name-render.ts';
import { readCertificate } from './certificate.ts';
import {
  ascii,
  attribute,
  bits,
  boolean,
  certificateDer,
  extension,
  hex,
  integer,
  NULL,
  name,
  octets,
  oid,
  sequence,
  set,
  tlv,
  utf8,
  validity,
} from './der.fixture.ts';
import { CertificateError } from './error.ts';
import { TAG } from './tag.ts';

const V1 = tlv(0xa0, integer('00'));
const SHA1_WITH_RSA = sequence(oid('1.2.840.113549.1.1.5'), NULL);
const RSA_WITHOUT_NULL = sequence(oid('1.2.840.113549.1.1.11'));
const ca = extension('2.5.29.19', sequence(boolean(true)), true);
const time = ascii(0x17, '260101000000Z');
/** What is left over, or was changed, shows in that it would be written otherwise. */
const CHANGED = '"Certificate" has a field too many or a malformed value: it would not be written as it stands.';
const read = (parts: Parameters<typeof certificateDer>[0]) => readCertificate(certificateDer(parts));

test.each<[string, Parameters<typeof certificateDer>[0], string]>([
  ['a version 4', { version: tlv(0xa0, integer('03')) }, 'The version is none of 1, 2 and 3.'],
  ['a negative version', { version: tlv(0xa0, integer('ff')) }, 'The version is none of 1, 2 and 3.'],
  ['no version and extensions', { version: undefined, extensions: [ca] }, 'Version 1 has no extensions.'],
  ['version 1 and extensions', { version: V1, extensions: [ca] }, 'Version 1 has no extensions.'],
  ['version 1 and a unique identifier', { version: V1, tail: tlv(0x81, hex('00ff')) }, 'Version 1 has no identifiers.'],
  ['an extension twice', { extensions: [ca, ca] }, 'The extension 2.5.29.19 stands twice (RFC 5280, 4.2).'],
  [
    'an unknown extension twice',
    { extensions: [extension('1.2.3', hex('00')), ca, extension('1.2.3', hex('01'))] },
    'The extension 1.2.3 stands twice (RFC 5280, 4.2).',
  ],
  ['another algorithm outside', { outer: SHA1_WITH_RSA }, 'The two signature algorithms differ.'],
  ['other parameters outside', { outer: RSA_WITHOUT_NULL }, 'The two signature algorithms differ.'],
  ['something after the extensions', { tail: NULL }, '"Certificate" does not match the ASN.1 of TBSCertificate.'],
  ['something after its fields', { extensions: [ca], tail: NULL }, CHANGED],
  ['something after the signature', { end: NULL }, CHANGED],
  ['a default of nothing after the signature', { end: boolean(false) }, CHANGED],
  ['no serial number', { serialNumber: utf8('1') }, '"Certificate" does not match the ASN.1 of TBSCertificate.'],
  ['a validity of one time', { validity: sequence(time) }, '"Certificate" does not match the ASN.1 of Validity.'],
  ['a validity of three times', { validity: sequence(time, time, time) }, CHANGED],
  ['a 13th month', { validity: validity('261301000000Z', '270101000000Z') }, 'A time does not exist.'],
  ['a subject that is no name', { subject: set() }, '"Certificate" does not match the ASN.1 of Name.'],
  ['a relative name of nothing', { subject: sequence(set()) }, '"subject" has a relative name without attributes.'],
  [
    'an attribute without value',
    { subject: name(sequence(oid('2.5.4.3'))) },
    '"Certificate" does not match the ASN.1 of AttributeTypeAndValue.',
  ],
  ['an attribute of two values', { subject: name(sequence(oid('2.5.4.3'), utf8('a'), utf8('b'))) }, CHANGED],
  ['a name that is not UTF-8', { subject: name(attribute('2.5.4.3', tlv(0x0c, hex('ff')))) }, CHANGED],
  ['a name of half a surrogate in UTF-8', { subject: name(attribute('2.5.4.3', tlv(0x0c, hex('eda080')))) }, CHANGED],
  [
    'a BMPString of three octets',
    { subject: name(attribute('2.5.4.3', tlv(0x1e, hex('004100')))) },
    '"Certificate" does not match its ASN.1.',
  ],
  [
    'a BMPString with half a character',
    { subject: name(attribute('2.5.4.3', tlv(0x1e, hex('d83d')))) },
    'A text has half a character.',
  ],
  [
    'a UniversalString with half a character',
    { subject: name(attribute('2.5.4.3', tlv(0x1c, hex('0000d800')))) },
    'A text has half a character.',
  ],
  [
    'a UniversalString of what the library cuts',
    { subject: name(attribute('2.5.4.3', tlv(0x1c, hex('0001f600')))) },
    CHANGED,
  ],
  [
    'an IA5String beyond ASCII',
    { subject: name(attribute('2.5.4.3', tlv(0x16, hex('e4')))) },
    'A text of ASCII has other characters.',
  ],
  [
    'a PrintableString beyond ASCII',
    { subject: name(attribute('2.5.4.3', tlv(0x13, hex('e4')))) },
    'A text of ASCII has other characters.',
  ],
  ['no extension in its list', { tail: tlv(0xa3, sequence()) }, '"extensions" is empty.'],
  [
    'an RSA key of nothing',
    { key: sequence(sequence(oid('1.2.840.113549.1.1.1'), NULL), bits(hex(''))) },
    '"RSAPublicKey" is not DER. A value ends within its header, at octet 0.',
  ],
  [
    'a negative modulus',
    { key: sequence(sequence(oid('1.2.840.113549.1.1.1'), NULL), bits(sequence(integer('80'), integer('03')))) },
    'An RSA key has a number that is not positive.',
  ],
  ['a key that ends within an octet', { key: sequence(sequence(oid('1.3.101.112')), bits(hex('10'), 4)) }, CHANGED],
])('a certificate with %s is refused', (_, parts, message) => {
  expect(() => read(parts)).toThrow(new CertificateError('ERR_CERTIFICATE_MALFORMED', message));
});

test.each([
  ['ff', '-1'],
  ['00', '0'],
  [`7f${'00'.repeat(40)}`, `7f${'00'.repeat(40)}`],
])('the serial number %s, which no issuer may give, is read', (bytes, text) => {
  expect(read({ serialNumber: integer(bytes) }).serialNumber).toBe(text);
});

test('times of other forms and of a validity turned round are read', () => {
  const { notBefore, notAfter } = read({ validity: validity('20270101000000.25Z', '2601010000Z') });
  expect([notBefore.toISOString(), notAfter.toISOString()]).toEqual([
    '2027-01-01T00:00:00.250Z',
    '2026-01-01T00:00:00.000Z',
  ]);
});

test.each([
  [TAG.utcTime, '2601010000Z', '2026-01-01T00:00:00.000Z'],
  [TAG.utcTime, '260101003000+0100', '2025-12-31T23:30:00.000Z'],
  [TAG.generalizedTime, '20260101000000-0130', '2026-01-01T01:30:00.000Z'],
  [TAG.generalizedTime, '202601010000Z', '2026-01-01T00:00:00.000Z'],
  [TAG.generalizedTime, '20260101000000.5Z', '2026-01-01T00:00:00.500Z'],
  [TAG.generalizedTime, '00010101000000Z', '0001-01-01T00:00:00.000Z'],
])('a certificate with a time of type %i, %s, is read', (tag, text, iso) => {
  expect(read({ validity: sequence(ascii(tag, text), time) }).notBefore.toISOString()).toBe(iso);
});

test('names of every string type, of several attributes and of no text are read', () => {
  const subject = sequence(
    set(attribute('2.5.4.10', tlv(0x1e, hex('00c400e9')))),
    set(attribute('2.5.4.7', tlv(0x1c, hex('000000c5')))),
    set(attribute('2.5.4.8', tlv(0x14, hex('e5')))),
    set(attribute('2.5.4.3', utf8('a')), attribute('2.5.4.5', ascii(0x13, '1'))),
    set(attribute('2.5.4.9', ascii(0x1a, 'b'))),
    set(attribute('2.5.4.17', ascii(0x12, '1'))),
    set(attribute('2.5.4.41', tlv(0x1e, hex('d83dde00')))),
    set(attribute('2.5.4.11', utf8(''))),
    set(attribute('1.2.3', integer('05'))),
    set(attribute('1.2.3', NULL)),
  );
  expect(read({ subject }).subject).toEqual([
    [{ oid: '2.5.4.10', value: 'Äé' }],
    [{ oid: '2.5.4.7', value: 'Å' }],
    [{ oid: '2.5.4.8', value: 'å' }],
    [
      { oid: '2.5.4.3', value: 'a' },
      { oid: '2.5.4.5', value: '1' },
    ],
    [{ oid: '2.5.4.9', value: 'b' }],
    [{ oid: '2.5.4.17', value: '1' }],
    [{ oid: '2.5.4.41', value: '😀' }],
    [{ oid: '2.5.4.11', value: '' }],
    [{ oid: '1.2.3', value: '#020105' }],
    [{ oid: '1.2.3', value: '#0500' }],
  ]);
});

test('an empty subject is read, and a certificate of version 1', () => {
  expect(read({ subject: sequence(), version: undefined })).toMatchObject({ version: 1, subject: [] });
  expect(read({ version: tlv(0xa0, integer('01')), tail: tlv(0x81, hex('00ff')) }).version).toBe(2);
});

test('defaults that are written out are read, where an issuer has signed them', () => {
  expect(read({ version: V1 }).version).toBe(1);
  const extensions = [extension('2.5.29.19', sequence(boolean(false)), false)];
  expect(read({ extensions }).extensions).toMatchObject({
    all: [{ oid: '2.5.29.19', critical: false }],
    basicConstraints: { ca: false },
  });
});

test('whether the issuer is the subject does not depend on how it is written', () => {
  const issuer = name(attribute('2.5.4.3', utf8('Some  Bank')));
  expect(read({ issuer, subject: name(attribute('2.5.4.3', ascii(0x13, 'SOME BANK'))) }).isSelfIssued).toBe(true);
  expect(read({ issuer }).isSelfIssued).toBe(false);
});

test.each([
  ['an algorithm', sequence(oid('1.2.3.4')), 'unknown', 'unknown'],
  ['RSA-PSS without parameters', sequence(oid('1.2.840.113549.1.1.10')), 'rsa-pss', 'unknown'],
  ['RSA-PSS with the parameters of 1998', sequence(oid('1.2.840.113549.1.1.10'), sequence()), 'rsa-pss', 'sha1'],
  ['MD5', sequence(oid('1.2.840.113549.1.1.4'), NULL), 'rsa-pkcs1', 'md5'],
  ['ECDSA with SHA-384', sequence(oid('1.2.840.10045.4.3.3')), 'ecdsa', 'sha384'],
  ['Ed448', sequence(oid('1.3.101.113')), 'ed448', 'none'],
])('%s is read', (_, inner, algorithm, hash) => {
  expect(read({ inner }).signature).toMatchObject({ name: algorithm, hash });
});

const MGF1 = '1.2.840.113549.1.1.8';
const pss = (digest: string, mask: string, more: readonly Uint8Array[] = [], generator = MGF1) =>
  sequence(
    oid('1.2.840.113549.1.1.10'),
    sequence(
      tlv(0xa0, sequence(oid(digest), NULL)),
      tlv(0xa1, sequence(oid(generator), sequence(oid(mask), NULL))),
      tlv(0xa2, integer('20')),
      ...more,
    ),
  );

test('RSA-PSS has the hash that both of its parameters name', () => {
  const [sha256, sha512] = ['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.3'];
  expect(read({ inner: pss(sha256, sha256) }).signature.hash).toBe('sha256');
  expect(read({ inner: pss(sha256, sha512) }).signature.hash).toBe('unknown');
  expect(read({ inner: pss(sha256, sha256, [], '1.2.3') }).signature.hash).toBe('unknown');
  expect(read({ inner: pss('1.3.14.3.2.26', '1.3.14.3.2.26', [tlv(0xa3, integer('01'))]) }).signature.hash).toBe(
    'sha1',
  );
  expect(() => read({ inner: pss(sha256, sha256, [tlv(0xa3, integer('01')), NULL]) })).toThrow(
    '"RSASSA-PSS-params" has a field too many',
  );
});

const ec = (curve: Uint8Array, point: Uint8Array) => sequence(sequence(oid('1.2.840.10045.2.1'), curve), bits(point));

test.each([
  ['of an unknown kind', sequence(sequence(oid('1.2.3.4')), bits(new Uint8Array(4))), { kind: 'unknown', bits: 32 }],
  ['on an unknown curve', ec(oid('1.2.3'), hex(`04${'11'.repeat(64)}`)), { kind: 'ec', curve: '1.2.3', bits: 256 }],
  ['on an unknown curve, compressed', ec(oid('1.2.3'), hex(`02${'11'.repeat(32)}`)), { kind: 'ec', bits: 256 }],
  ['on a curve written out', ec(sequence(), hex('04')), { kind: 'ec', curve: 'explicit', bits: 0 }],
  [
    'that is no point of its curve',
    ec(oid('1.2.840.10045.3.1.7'), hex(`04${'11'.repeat(64)}`)),
    { kind: 'ec', curve: 'prime256v1' },
  ],
  [
    'of 20000 bits',
    sequence(
      sequence(oid('1.2.840.113549.1.1.1'), NULL),
      bits(sequence(integer(`7f${'ff'.repeat(2499)}`), integer('03'))),
    ),
    { kind: 'rsa', bits: 19_999, exponent: 3n },
  ],
])('a key %s is read, and cannot be used', (_, key, expected) => {
  const { key: publicKey } = read({ key });
  expect(publicKey).toMatchObject(expected);
  expect(() => publicKey.keyObject).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE_KEY_UNSUPPORTED' }));
});

test('changing any byte of a certificate gives another certificate or a CertificateError', () => {
  const der = certificateDer({
    extensions: [
      ca,
      extension(
        '1.3.6.1.5.5.7.1.3',
        sequence(sequence(oid('0.4.0.19495.2'), sequence(sequence(), utf8('A'), utf8('B')))),
      ),
      extension('2.5.29.17', sequence(tlv(0x82, Buffer.from('a.example')), tlv(0x87, hex('7f000001')))),
      extension('2.5.29.32', sequence(sequence(oid('0.4.0.194112.1.1')))),
      extension('2.5.29.14', octets(hex('0102'))),
    ],
  });
  const mutation = fc.record({ at: fc.nat(der.length - 1), to: fc.nat(255), cut: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const bytes = Buffer.from(der);
      for (const { at, to } of mutations) bytes[at] = to;
      try {
        const certificate = readCertificate(bytes);
        expect(certificate.der).toEqual(Uint8Array.from(bytes));
        renderName(certificate.subject);
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateError);
      }
    }),
    { numRuns: 3000 },
  );
});

test('what node reads of a certificate that it takes is what we read', () => {
  const der = certificateDer({ extensions: [ca] });
  const theirs = new X509Certificate(der);
  const ours = readCertificate(der);
  expect(theirs.serialNumber.toLowerCase()).toBe(ours.serialNumber);
  expect(theirs.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(ours.fingerprint);
  expect(theirs.ca).toBe(true);
});
