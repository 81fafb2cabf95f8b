import { CertificationRequest } from '@peculiar/asn1-csr';
import { RSAPublicKey } from '@peculiar/asn1-rsa';
import {
  AlgorithmIdentifier,
  AttributeValue,
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  CertificatePolicies,
  CRLDistributionPoints,
  ExtendedKeyUsage,
  GeneralName,
  KeyUsage,
  Name,
  NameConstraints,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDer, toDer } from './asn1.ts';
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
} from './der.fixture.ts';
import { CertificateError } from './error.ts';
import { WrittenBasicConstraints, WrittenCertificate, WrittenExtensions } from './syntax.ts';
import { TAG } from './tag.ts';

const CN = name(attribute('2.5.4.3', utf8('a')));
const URI = ascii(0x86, 'http://a');
const ALGORITHM = sequence(oid('1.2.840.113549.1.1.11'), NULL);
const KEY = sequence(sequence(oid('1.3.101.112')), bits(new Uint8Array(32)));

/** Of each class that is read, a value. */
const VALUES: readonly (readonly [string, new () => object, Uint8Array])[] = [
  ['Certificate', WrittenCertificate, certificateDer({ extensions: [extension('1.2.3', NULL, true)] })],
  [
    'CertificationRequest',
    CertificationRequest,
    sequence(
      sequence(integer('00'), CN, KEY, tlv(0xa0, sequence(oid('1.2.3'), set(NULL)))),
      ALGORITHM,
      bits(new Uint8Array(8)),
    ),
  ],
  ['Extensions', WrittenExtensions, sequence(extension('1.2.3', NULL, false), extension('1.2.4', NULL))],
  ['BasicConstraints', WrittenBasicConstraints, sequence(boolean(true), integer('03'))],
  ['KeyUsage', KeyUsage, bits(hex('a0'), 5)],
  ['ExtendedKeyUsage', ExtendedKeyUsage, sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.2.3'))],
  [
    'SubjectAlternativeName',
    SubjectAlternativeName,
    sequence(ascii(0x82, 'a'), URI, tlv(0x87, hex('7f000001')), tlv(0xa4, CN), tlv(0x88, hex('2a03'))),
  ],
  ['SubjectKeyIdentifier', SubjectKeyIdentifier, octets(hex('0102'))],
  [
    'AuthorityKeyIdentifier',
    AuthorityKeyIdentifier,
    sequence(tlv(0x80, hex('01')), tlv(0xa1, tlv(0xa4, CN)), tlv(0x82, hex('01'))),
  ],
  [
    'CertificatePolicies',
    CertificatePolicies,
    sequence(sequence(oid('1.2.3'), sequence(sequence(oid('1.2.4'), ascii(0x16, 'http://a'))))),
  ],
  ['AuthorityInfoAccess', AuthorityInfoAccessSyntax, sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), URI))],
  [
    'CRLDistributionPoints',
    CRLDistributionPoints,
    sequence(sequence(tlv(0xa0, tlv(0xa0, URI)), tlv(0x81, hex('0640')))),
  ],
  [
    'NameConstraints',
    NameConstraints,
    sequence(tlv(0xa0, sequence(tlv(0x87, hex('0a000000ff000000')))), tlv(0xa1, sequence(ascii(0x82, 'a')))),
  ],
  ['Name', Name, name(attribute('2.5.4.3', utf8('ä')), attribute('2.5.4.97', ascii(0x13, 'b')))],
  ['GeneralName', GeneralName, tlv(0xa0, oid('1.2.3'), tlv(0xa0, utf8('u')))],
  ['AttributeValue', AttributeValue, tlv(0x1e, hex('00c4'))],
  ['AlgorithmIdentifier', AlgorithmIdentifier, ALGORITHM],
  ['RSAPublicKey', RSAPublicKey, sequence(integer('00ff'), integer('010001'))],
];

test.each(VALUES)('%s is written as it was read', (what, type, der) => {
  expect(toDer(parseDer(der, type, what))).toEqual(Uint8Array.from(der));
});

test.each(VALUES)('%s with one octet after it is not DER', (what, type, der) => {
  expect(() => parseDer(Buffer.concat([der, hex('00')]), type, what)).toThrow(
    `"${what}" is not DER. More octets follow the value, at octet ${der.length}.`,
  );
});

/** After a tag of one octet, as all have here. */
function contentOf(der: Uint8Array): Uint8Array {
  const [, length = 0] = der;
  return der.subarray(length < 0x80 ? 2 : 2 + (length & 0x7f));
}

test.each(VALUES.filter(([, , [tag]]) => tag === TAG.sequence))(
  '%s with a value more is refused',
  (what, type, der) => {
    for (const more of [NULL, boolean(false), hex('a900')])
      expect(() => parseDer(sequence(contentOf(der), more), type, what)).toThrow(
        expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED' }),
      );
  },
);

test.each(VALUES)('no change of %s is passed over, or ends in another error than ours', (what, type, der) => {
  const mutation = fc.record({ at: fc.nat(der.length - 1), to: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const bytes = Buffer.from(der);
      for (const { at, to } of mutations) bytes[at] = to;
      try {
        expect(toDer(parseDer(bytes, type, what))).toEqual(Uint8Array.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateError);
      }
    }),
    { numRuns: 300 },
  );
});

test('every address that has four or sixteen octets is read, and every one with the mask of a prefix', () => {
  const masked = (octets: number) =>
    fc.tuple(fc.uint8Array({ minLength: octets, maxLength: octets }), fc.nat(octets * 8)).map(([address, prefix]) => {
      const mask = Array.from(
        { length: octets },
        (_, index) => 0xff & ~(0xff >> Math.max(0, Math.min(8, prefix - index * 8))),
      );
      return Uint8Array.from([...address, ...mask]);
    });
  const octets = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  fc.assert(
    fc.property(fc.oneof(octets(4), octets(16), masked(4), masked(16)), (address) => {
      expect(() => parseDer(tlv(0x87, address), GeneralName, 'iPAddress')).not.toThrow();
    }),
    { examples: [[new Uint8Array(4)], [new Uint8Array(16)], [new Uint8Array(8)], [new Uint8Array(32)]], numRuns: 1000 },
  );
});

test.each([
  ['a number of 60,000 octets', WrittenBasicConstraints, sequence(integer('7f'.repeat(60_000)))],
  ['an arc of 60,000 octets', ExtendedKeyUsage, sequence(tlv(0x06, Buffer.alloc(59_999, 0xff), hex('01')))],
  ['60,000 octets of usages', KeyUsage, bits(Buffer.alloc(60_000, 0xff))],
  [
    'a time of 60,000 characters',
    WrittenCertificate,
    certificateDer({ validity: sequence(ascii(0x17, '1'.repeat(60_000)), NULL) }),
  ],
  ['4,000 names', SubjectAlternativeName, sequence(...Array.from({ length: 4_000 }, () => ascii(0x82, 'a')))],
  ['a text of 60,000 characters', AttributeValue, utf8('ä'.repeat(30_000))],
])('%s is read or refused, and nobody waits for it', (what, type: new () => object, der) => {
  try {
    expect(toDer(parseDer(der, type, what))).toEqual(Uint8Array.from(der));
  } catch (error) {
    expect(error).toBeInstanceOf(CertificateError);
  }
});
