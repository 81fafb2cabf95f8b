import { expect, test } from 'vitest';
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
  name,
  octets,
  oid,
  sequence,
  tlv,
  utf8,
} from './der.fixture.ts';

const read = (type: string, value: Uint8Array) =>
  readCertificate(certificateDer({ extensions: [extension(type, value)] })).extensions;
const uri = (text: string) => ascii(0x86, text);
const cn = (text: string) => name(attribute('2.5.4.3', utf8(text)));

test('extensions are listed in their order, with whether they are critical', () => {
  const extensions = [
    extension('1.2.3', hex('ff'), true),
    extension('1.2.4', hex(''), false),
    extension('1.2.5', hex('05')),
  ];
  expect(readCertificate(certificateDer({ extensions })).extensions).toEqual({
    all: [
      { oid: '1.2.3', critical: true },
      { oid: '1.2.4', critical: false },
      { oid: '1.2.5', critical: false },
    ],
    subjectAlternativeNames: [],
    policies: [],
    ocspUrls: [],
    issuerUrls: [],
    crlUrls: [],
  });
});

test.each([
  ['no CA', sequence(), { ca: false }],
  ['no CA, written out', sequence(boolean(false)), { ca: false }],
  ['a CA', sequence(boolean(true)), { ca: true }],
  ['a CA with a path length', sequence(boolean(true), integer('02')), { ca: true, pathLength: 2 }],
  ['a path length alone', sequence(integer('00')), { ca: false, pathLength: 0 }],
])('basic constraints of %s', (_, value, expected) => {
  expect(read('2.5.29.19', value).basicConstraints).toEqual(expected);
});

const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

test.each([
  ['06c0', ['digitalSignature', 'nonRepudiation']],
  ['0106', ['keyCertSign', 'cRLSign']],
  ['070080', ['decipherOnly']],
  ['00', []],
  [`00${'ff'.repeat(40)}`, KEY_USAGES],
])('the key usage %s', (content, expected) => {
  expect(read('2.5.29.15', tlv(0x03, hex(content))).keyUsage).toEqual(expected);
});

test('alternative names of every kind', () => {
  const value = sequence(
    ascii(0x82, '*.bank.example'),
    ascii(0x81, 'a@bank.example'),
    uri('https://bank.example/'),
    tlv(0x87, hex('7f000001')),
    tlv(0x87, hex('20010db8000000000000000000000001')),
    tlv(0xa4, cn('x')),
    tlv(0x88, hex('2a03')),
    tlv(0xa0, oid('1.2.3'), tlv(0xa0, utf8('u'))),
  );
  expect(read('2.5.29.17', value).subjectAlternativeNames).toEqual([
    { kind: 'dns', value: '*.bank.example' },
    { kind: 'email', value: 'a@bank.example' },
    { kind: 'uri', value: 'https://bank.example/' },
    { kind: 'ip', value: '127.0.0.1' },
    { kind: 'ip', value: '2001:db8::1' },
    { kind: 'directory', value: [[{ oid: '2.5.4.3', value: 'x' }]] },
    { kind: 'other', value: '88022a03' },
    { kind: 'other', value: 'a00906022a03a0030c0175' },
  ]);
});

test('name constraints, with addresses and their masks', () => {
  const value = sequence(
    tlv(0xa0, sequence(ascii(0x82, '.bank.example')), sequence(tlv(0x87, hex('0a000000ff000000')))),
    tlv(0xa1, sequence(tlv(0xa4, cn('x')))),
  );
  expect(read('2.5.29.30', value).nameConstraints).toEqual({
    permitted: [
      { kind: 'dns', value: '.bank.example' },
      { kind: 'ip', value: '10.0.0.0/255.0.0.0' },
    ],
    excluded: [{ kind: 'directory', value: [[{ oid: '2.5.4.3', value: 'x' }]] }],
  });
});

test('addresses of the web are kept apart by what they are for', () => {
  const access = sequence(
    sequence(oid('1.3.6.1.5.5.7.48.2'), uri('ldap://ca.example/cn=ca')),
    sequence(oid('1.3.6.1.5.5.7.48.2'), uri('HTTPS://ca.example/ca.cer')),
    sequence(oid('1.3.6.1.5.5.7.48.1'), uri('http://ocsp.example')),
    sequence(oid('1.3.6.1.5.5.7.48.3'), uri('http://time.example')),
  );
  expect(read('1.3.6.1.5.5.7.1.1', access)).toMatchObject({
    ocspUrls: ['http://ocsp.example'],
    issuerUrls: ['HTTPS://ca.example/ca.cer'],
  });
});

test('addresses of CRLs come from every distribution point', () => {
  const point = (...names: readonly Uint8Array[]) => sequence(tlv(0xa0, tlv(0xa0, ...names)));
  const relative = sequence(tlv(0xa0, tlv(0xa1, attribute('2.5.4.3', utf8('x')))));
  const issuer = sequence(tlv(0xa2, tlv(0xa4, cn('x'))));
  const value = sequence(
    point(uri('ldap://crl.example'), uri('http://a.example/1.crl')),
    relative,
    issuer,
    point(uri('http://b.example/2.crl')),
  );
  expect(read('2.5.29.31', value).crlUrls).toEqual(['http://a.example/1.crl', 'http://b.example/2.crl']);
});

test('identifiers of keys, policies with and without qualifiers, purposes', () => {
  expect(read('2.5.29.14', octets(hex('ABcd'))).subjectKeyIdentifier).toBe('abcd');
  expect(read('2.5.29.35', sequence(tlv(0x80, hex('01')))).authorityKeyIdentifier).toBe('01');
  expect(
    read('2.5.29.35', sequence(tlv(0xa1, tlv(0xa4, cn('x'))), tlv(0x82, hex('01')))).authorityKeyIdentifier,
  ).toBeUndefined();
  const qualifier = sequence(sequence(oid('1.3.6.1.5.5.7.2.1'), ascii(0x16, 'http://cps.example')));
  expect(read('2.5.29.32', sequence(sequence(oid('1.2.3'), qualifier), sequence(oid('1.2.4')))).policies).toEqual([
    '1.2.3',
    '1.2.4',
  ]);
  expect(read('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.2.3'))).extendedKeyUsage).toEqual([
    '1.3.6.1.5.5.7.3.1',
    '1.2.3',
  ]);
});

const changed = (what: string) =>
  `"${what}" has a field too many or a malformed value: it would not be written as it stands.`;

test.each([
  [
    'bytes after it',
    '2.5.29.19',
    Buffer.concat([sequence(), hex('00')]),
    '"basicConstraints" is not DER. More octets follow the value, at octet 2.',
  ],
  ['a field too many', '2.5.29.19', sequence(boolean(true), integer('01'), integer('02')), changed('basicConstraints')],
  [
    'a path length of 2^40',
    '2.5.29.19',
    sequence(boolean(true), integer('010000000000')),
    '"pathLenConstraint" is out of range.',
  ],
  ['a key usage that is no bits', '2.5.29.15', integer('01'), '"keyUsage" does not match its ASN.1.'],
  ['no purpose', '2.5.29.37', sequence(), '"extKeyUsage" is empty.'],
  ['no alternative name', '2.5.29.17', sequence(), '"subjectAltName" is empty.'],
  [
    'an address of five octets',
    '2.5.29.17',
    sequence(tlv(0x87, hex('0102030405'))),
    '"subjectAltName" does not match its ASN.1.',
  ],
  [
    'a DNS name beyond ASCII',
    '2.5.29.17',
    sequence(ascii(0x82, 'bänk.example')),
    'A text of ASCII has other characters.',
  ],
  [
    'an alternative name of a universal tag',
    '2.5.29.17',
    sequence(utf8('a')),
    '"subjectAltName" does not match the ASN.1 of GeneralName.',
  ],
  ['two names in one', '2.5.29.17', sequence(tlv(0xa4, cn('a'), cn('b'))), changed('subjectAltName')],
  [
    'a constraint with a distance',
    '2.5.29.30',
    sequence(tlv(0xa0, sequence(ascii(0x82, 'a'), tlv(0x80, hex('01'))))),
    'A GeneralSubtree has a distance.',
  ],
  [
    'a constraint with an end',
    '2.5.29.30',
    sequence(tlv(0xa0, sequence(ascii(0x82, 'a'), tlv(0x81, hex('05'))))),
    'A GeneralSubtree has a distance.',
  ],
  [
    'two names of one distribution point',
    '2.5.29.31',
    sequence(sequence(tlv(0xa0, tlv(0xa0, uri('http://a')), tlv(0xa0, uri('http://b'))))),
    changed('cRLDistributionPoints'),
  ],
  ['no policy', '2.5.29.32', sequence(), '"certificatePolicies" is empty.'],
  [
    'an access without location',
    '1.3.6.1.5.5.7.1.1',
    sequence(sequence(oid('1.2.3'))),
    '"authorityInfoAccess" does not match the ASN.1 of AccessDescription.',
  ],
  ['a key identifier that is none', '2.5.29.14', bits(hex('01')), '"subjectKeyIdentifier" does not match its ASN.1.'],
  ['a purpose that is none', '2.5.29.37', sequence(integer('01')), changed('extKeyUsage')],
  [
    'an identifier with an arc beyond 2^53',
    '2.5.29.37',
    sequence(oid('2.25.329800735698586629295641978511506172918')),
    changed('extKeyUsage'),
  ],
  [
    'a mask that is no prefix',
    '2.5.29.30',
    sequence(tlv(0xa0, sequence(tlv(0x87, hex('0a000000ff00ff00'))))),
    changed('nameConstraints'),
  ],
])('an extension with %s makes the certificate unreadable', (_, type, value, message) => {
  expect(() => read(type, value)).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED', message }));
});
