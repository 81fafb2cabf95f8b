import { expect, test } from 'vitest';
import type { Extensions } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { toPem } from '../../read/armour.ts';
import { selfIssue } from '../certificate.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { generateKey } from '../generate-key.ts';
import { openssl } from '../openssl.fixture.ts';
import { createSigningKey } from '../signing-key.ts';
import { authorityInfo, crlDistributionPoints } from './addresses.ts';
import { basicConstraints } from './basic-constraints.ts';
import { extendedKeyUsage, keyUsage } from './key-usage.ts';
import { nameConstraints, subjectAltName } from './names.ts';
import { ocspNoCheck } from './ocsp-no-check.ts';
import { cabfOrganizationIdentifier } from './organization-identifier.ts';
import { policies } from './policies.ts';
import { qcStatements, toRolesOfPsp } from './qc-statements.ts';

const key = createSigningKey(await generateKey('p-256'));

function issueWith(extension: ExtensionTemplate) {
  const name = [[{ oid: OIDS.commonName, value: 'x' }]];
  const template = { subject: name, publicKey: key.publicKey, serialNumber: '01', notBefore: new Date(0) };
  return selfIssue({ ...template, notAfter: new Date(0), extensions: [extension] }, key);
}

async function print(extension: ExtensionTemplate): Promise<string> {
  const { der } = await issueWith(extension);
  const args = ['x509', '-in', 'pem', '-noout', '-text', '-certopt', 'ext_parse'];
  return openssl(args, { pem: toPem(der) }).text.replace(/^.*X509v3 extensions:/s, '');
}

const directory = [[{ oid: OIDS.countryName, value: 'DE' }], [{ oid: OIDS.organizationName, value: 'Bänk' }]];

test.each<{ name: string; extension: ExtensionTemplate; read: Partial<Extensions>; printed: RegExp }>([
  {
    name: 'basicConstraints of a CA',
    extension: basicConstraints({ ca: true, pathLength: 3 }),
    read: { basicConstraints: { ca: true, pathLength: 3 } },
    printed: /Basic Constraints: critical\n *CA:TRUE, pathlen:3/,
  },
  {
    name: 'basicConstraints of others',
    extension: basicConstraints({ ca: false }),
    read: { basicConstraints: { ca: false } },
    printed: /Basic Constraints: critical\n *CA:FALSE/,
  },
  {
    name: 'keyUsage of the first and the last bit',
    extension: keyUsage(['digitalSignature', 'decipherOnly']),
    read: { keyUsage: ['digitalSignature', 'decipherOnly'] },
    printed: /Key Usage: critical\n *Digital Signature, Decipher Only/,
  },
  {
    name: 'extendedKeyUsage',
    extension: extendedKeyUsage([OIDS.clientAuth], { critical: true }),
    read: { extendedKeyUsage: [OIDS.clientAuth] },
    printed: /Extended Key Usage: critical\n *TLS Web Client Authentication/,
  },
  {
    name: 'subjectAltName of every kind',
    extension: subjectAltName([
      { kind: 'dns', value: 'a.example' },
      { kind: 'email', value: 'a@b.example' },
      { kind: 'uri', value: 'https://a.example/' },
      { kind: 'ip', value: '127.0.0.1' },
      { kind: 'ip', value: '2001:db8::1' },
      { kind: 'ip', value: '64:ff9b::192.0.2.1' },
      { kind: 'directory', value: directory },
      { kind: 'other', value: '88032a0304' },
    ]),
    read: {
      subjectAlternativeNames: [
        { kind: 'dns', value: 'a.example' },
        { kind: 'email', value: 'a@b.example' },
        { kind: 'uri', value: 'https://a.example/' },
        { kind: 'ip', value: '127.0.0.1' },
        { kind: 'ip', value: '2001:db8::1' },
        { kind: 'ip', value: '64:ff9b::c000:201' },
        { kind: 'directory', value: directory },
        { kind: 'other', value: '88032a0304' },
      ],
    },
    printed:
      /DNS:a\.example, email:a@b\.example, URI:https:.*, IP Address:127\.0\.0\.1, IP Address:2001:DB8:.*:1, IP Address:64:FF9B:.*:C000:201, DirName.*Registered ID:1\.2\.3\.4/,
  },
  {
    name: 'nameConstraints',
    extension: nameConstraints({
      permitted: [
        { kind: 'dns', value: '.example' },
        { kind: 'ip', value: '10.0.0.0/8' },
        { kind: 'ip', value: '2001:db8::/33' },
        { kind: 'ip', value: '192.168.0.0/255.255.0.0' },
      ],
      excluded: [{ kind: 'directory', value: directory }],
    }),
    read: {
      nameConstraints: {
        permitted: [
          { kind: 'dns', value: '.example' },
          { kind: 'ip', value: '10.0.0.0/255.0.0.0' },
          { kind: 'ip', value: '2001:db8::/ffff:ffff:8000::' },
          { kind: 'ip', value: '192.168.0.0/255.255.0.0' },
        ],
        excluded: [{ kind: 'directory', value: directory }],
      },
    },
    printed:
      /Name Constraints: critical\n *Permitted:\n *DNS:\.example\n *IP:10\.0\.0\.0\/255\.0\.0\.0\n.*FFFF:FFFF:8000.*Excluded:/s,
  },
  {
    name: 'policies with the statement of practice',
    extension: policies([OIDS.qcpLegal, OIDS.anyPolicy], { cps: 'https://qtsp.example/cps' }),
    read: { policies: [OIDS.qcpLegal, OIDS.anyPolicy] },
    printed: /Policy: 0\.4\.0\.194112\.1\.1\n *CPS: https:\/\/qtsp\.example\/cps\n *Policy: X509v3 Any Policy/,
  },
  {
    name: 'authorityInfo',
    extension: authorityInfo({ ocsp: 'http://qtsp.example/ocsp', issuer: 'http://qtsp.example/ca.cer' }),
    read: { ocspUrls: ['http://qtsp.example/ocsp'], issuerUrls: ['http://qtsp.example/ca.cer'] },
    printed: /OCSP - URI:http:\/\/qtsp\.example\/ocsp\n *CA Issuers - URI:http:\/\/qtsp\.example\/ca\.cer/,
  },
  {
    name: 'crlDistributionPoints',
    extension: crlDistributionPoints(['http://a.example/crl', 'http://b.example/crl']),
    read: { crlUrls: ['http://a.example/crl', 'http://b.example/crl'] },
    printed: /CRL Distribution Points: \n *Full Name:\n *URI:http:\/\/a.*\n *URI:http:\/\/b/,
  },
  { name: 'ocspNoCheck', extension: ocspNoCheck(), read: {}, printed: /OCSP No Check/ },
])('$name reads the same for us and for OpenSSL', async ({ extension, read, printed }) => {
  expect((await issueWith(extension)).extensions).toMatchObject(read);
  expect(await print(extension)).toMatch(printed);
});

test('every statement of EN 319 412-5 and TS 119 495 is written as its ASN.1 says', async () => {
  const extension = qcStatements({
    isQualified: true,
    isKeyInDevice: true,
    types: [OIDS.qcTypeEseal],
    limit: { currency: 'EUR', amount: 25, exponent: -2 },
    retentionYears: 300,
    disclosures: [
      { url: 'https://qtsp.example/en', language: 'en' },
      { url: 'https://qtsp.example/de', language: 'de' },
    ],
    legislation: ['CH', 'GB'],
    semantics: OIDS.semanticsLegalPerson,
    psd2: { roles: toRolesOfPsp(['PSP_AS', 'PSP_IC']), ncaName: 'Autorité', ncaId: 'FR-ACPR' },
  });
  expect(printTree(extension.value)).toBe(`SEQUENCE
 SEQUENCE
  OBJECT 0.4.0.1862.1.1
 SEQUENCE
  OBJECT 0.4.0.1862.1.4
 SEQUENCE
  OBJECT 0.4.0.1862.1.6
  SEQUENCE
   OBJECT 0.4.0.1862.1.6.2
 SEQUENCE
  OBJECT 0.4.0.1862.1.2
  SEQUENCE
   PRINTABLESTRING EUR
   INTEGER 19
   INTEGER -02
 SEQUENCE
  OBJECT 0.4.0.1862.1.3
  INTEGER 012C
 SEQUENCE
  OBJECT 0.4.0.1862.1.5
  SEQUENCE
   SEQUENCE
    IA5STRING https://qtsp.example/en
    PRINTABLESTRING en
   SEQUENCE
    IA5STRING https://qtsp.example/de
    PRINTABLESTRING de
 SEQUENCE
  OBJECT 0.4.0.1862.1.7
  SEQUENCE
   PRINTABLESTRING CH
   PRINTABLESTRING GB
 SEQUENCE
  OBJECT 1.3.6.1.5.5.7.11.2
  SEQUENCE
   OBJECT 0.4.0.194121.1.2
 SEQUENCE
  OBJECT 0.4.0.19495.2
  SEQUENCE
   SEQUENCE
    SEQUENCE
     OBJECT 0.4.0.19495.1.1
     UTF8STRING PSP_AS
    SEQUENCE
     OBJECT 0.4.0.19495.1.4
     UTF8STRING PSP_IC
   UTF8STRING Autorité
   UTF8STRING FR-ACPR`);
  expect(extension.critical).toBe(false);
  expect((await issueWith(extension)).qualified).toMatchObject({
    kind: 'present',
    value: {
      isQualified: true,
      isKeyInDevice: true,
      retentionYears: 300,
      legislation: ['CH', 'GB'],
      psd2: { kind: 'present' },
    },
  });
});

/** The tree of tags and values, as OpenSSL sees it. */
function printTree(der: Uint8Array): string {
  const { text } = openssl(['asn1parse', '-inform', 'DER', '-in', 'der'], { der });
  const nodes = text.matchAll(/d=(\d+) .*(?:cons|prim): (\w+) *(?::(.*))?/g);
  return [...nodes]
    .map(([, depth, tag, value = '']) => ' '.repeat(Number(depth)) + [tag, value].join(' ').trim())
    .join('\n');
}

test('what is not stated is not there', () => {
  expect(qcStatements({}).value).toEqual(Uint8Array.of(0x30, 0));
});

test('the identifier of an organisation is taken apart after the scheme and the country', () => {
  const { value } = cabfOrganizationIdentifier('PSDBL-LB-0-1 x');
  expect(Buffer.from(value).toString('latin1')).toBe('0\x13\x13\x03PSD\x13\x02BL\x0c\x08LB-0-1 x');
  expect(() => cabfOrganizationIdentifier('PSD-1')).toThrow('is no organisation identifier');
});

test.each<[string, () => ExtensionTemplate]>([
  ['no usage', () => keyUsage([])],
  ['no purpose', () => extendedKeyUsage([])],
  ['a purpose that is no OID', () => extendedKeyUsage(['serverAuth'])],
  ['no name', () => subjectAltName([])],
  ['a name of kind other that is no hex', () => subjectAltName([{ kind: 'other', value: 'x' }])],
  ['a name of kind other without a tag', () => subjectAltName([{ kind: 'other', value: '0500' }])],
  ['no subtree', () => nameConstraints({})],
  ['no policy', () => policies([])],
  ['no address', () => authorityInfo({})],
  ['no distribution point', () => crlDistributionPoints([])],
  ['a period of half a year', () => qcStatements({ retentionYears: 0.5 })],
])('%s is a mistake', (_, make) => {
  expect(make).toThrow(TypeError);
});

test.each<[string, () => ExtensionTemplate]>([
  ['an umlaut in a DNS name', () => subjectAltName([{ kind: 'dns', value: 'ä.example' }])],
  ['an umlaut in an address', () => authorityInfo({ ocsp: 'http://ä.example' })],
  ['half a character', () => qcStatements({ psd2: { roles: [], ncaName: '\ud800', ncaId: '' } })],
  ['an address of five numbers', () => subjectAltName([{ kind: 'ip', value: '1.2.3.4.5' }])],
  ['a network of 33 bits', () => nameConstraints({ permitted: [{ kind: 'ip', value: '10.0.0.0/33' }] })],
  ['a mask with a gap', () => nameConstraints({ permitted: [{ kind: 'ip', value: '10.0.0.0/255.0.255.0' }] })],
  ['a mask of another version', () => nameConstraints({ permitted: [{ kind: 'ip', value: '10.0.0.0/ffff::' }] })],
  ['an address with a zone', () => subjectAltName([{ kind: 'ip', value: 'fe80::1%eth0' }])],
  ['a network of no bits at all', () => nameConstraints({ permitted: [{ kind: 'ip', value: '10.0.0.0/' }] })],
])('%s cannot be written', (_, make) => {
  expect(make).toThrow(expect.objectContaining({ code: 'ERR_NAME_NOT_ENCODABLE' }));
});
