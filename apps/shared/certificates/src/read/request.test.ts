import { expect, test } from 'vitest';
import {
  attribute,
  bits,
  certificateDer,
  extension,
  hex,
  integer,
  NULL,
  name,
  oid,
  sequence,
  set,
  tlv,
  utf8,
} from './der.fixture.ts';
import { CertificateError } from './error.ts';
import { readCertificateRequest } from './request.ts';

const KEY = sequence(sequence(oid('1.3.101.112')), bits(new Uint8Array(32).fill(9)));
const SUBJECT = name(attribute('2.5.4.3', utf8('a')));
const ED25519 = sequence(oid('1.3.101.112'));
const asked = (...extensions: readonly Uint8Array[]) =>
  sequence(oid('1.2.840.113549.1.9.14'), set(sequence(...extensions)));
const san = extension('2.5.29.17', sequence(tlv(0x82, Buffer.from('a.example'))));

const request = (
  attributes: readonly Uint8Array[],
  { version = integer('00'), algorithm = ED25519, tail = [] as readonly Uint8Array[] } = {},
) => sequence(sequence(version, SUBJECT, KEY, tlv(0xa0, ...attributes)), algorithm, bits(new Uint8Array(64)), ...tail);

test('what is asked for is read, other attributes are passed over', () => {
  const challenge = sequence(oid('1.2.840.113549.1.9.7'), set(utf8('secret')));
  expect(readCertificateRequest(request([challenge, asked(san)]))).toMatchObject({
    subjectAlternativeNames: [{ kind: 'dns', value: 'a.example' }],
    isSignatureValid: false,
  });
});

test.each([
  ['empty', [tlv(0xa0)]],
  ['left out', []],
])('attributes may be %s', (_, attributes) => {
  const der = sequence(sequence(integer('00'), SUBJECT, KEY, ...attributes), ED25519, bits(new Uint8Array(64)));
  expect(readCertificateRequest(der)).toMatchObject({ subjectAlternativeNames: [], qualified: { kind: 'absent' } });
});

test('a signature of an unknown algorithm proves nothing', () => {
  expect(readCertificateRequest(request([], { algorithm: sequence(oid('1.2.3')) }))).toMatchObject({
    signature: { name: 'unknown' },
    isSignatureValid: false,
  });
});

test.each([
  ['a version 1', request([], { version: integer('01') }), 'The version is not 0.'],
  ['extensions twice', request([asked(san), asked(san)]), 'Extensions are asked for more than once.'],
  ['an extension twice', request([asked(san, san)]), 'The extension 2.5.29.17 stands twice (RFC 5280, 4.2).'],
  [
    'extensions that are none',
    request([sequence(oid('1.2.840.113549.1.9.14'), set(NULL))]),
    '"extensionRequest" does not match the ASN.1 of Extensions.',
  ],
  [
    'a field too many',
    request([], { tail: [hex('0500')] }),
    '"CertificationRequest" has a field too many or a malformed value: it would not be written as it stands.',
  ],
  [
    'the form of a certificate',
    certificateDer(),
    '"CertificationRequest" does not match the ASN.1 of CertificationRequestInfo.',
  ],
])('a request with %s is refused', (_, der, message) => {
  expect(() => readCertificateRequest(der)).toThrow(new CertificateError('ERR_CERTIFICATE_MALFORMED', message));
});
