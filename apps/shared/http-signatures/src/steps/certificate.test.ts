import { generateKeyPairSync } from 'node:crypto';
import { toPem } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import { createSeal } from '../signing.fixture.ts';
import { createCertificateReader, readSigningCertificate, toSigningCertificate } from './certificate.ts';

const { certificate } = await createSeal();
const base64 = Buffer.from(certificate.der).toString('base64');
const pem = toPem(certificate.der);

test.each([
  ['base64 of DER', base64],
  ['PEM in one line', pem.replaceAll('\n', '')],
  ['PEM with blanks for line breaks', pem.replaceAll('\n', ' ')],
  ['PEM with escaped line breaks', pem.replaceAll('\n', '\\n')],
  ['base64 of a whole PEM', Buffer.from(pem).toString('base64')],
  ['PEM, percent-encoded', encodeURIComponent(pem)],
  ['a byte sequence of RFC 8941', `:${base64}:`],
])('it reads %s', (_name, text) => {
  const read = readSigningCertificate(text);
  expect(read.accepted && read.evidence.certificate.fingerprint).toBe(certificate.fingerprint);
});

test.each([
  ['nothing', ''],
  ['another thing', 'AAAA'],
  ['half of one', base64.slice(0, 400)],
  ['two', pem + pem],
  ['a key', toPem(new Uint8Array(40).fill(0x30), 'PRIVATE KEY')],
])('it refuses %s', (_name, text) => {
  expect(readSigningCertificate(text)).toMatchObject({ accepted: false, reason: 'certificate-malformed' });
});

test('what it has read it does not read again; what it refused it does', () => {
  const read = createCertificateReader(10);
  expect(read(base64)).toBe(read(base64));
  expect(read('AAAA')).not.toBe(read('AAAA'));
});

test.each([
  ['rsa', { modulusLength: 1024 }, 'weak-key'],
  ['rsa', { modulusLength: 2048, publicExponent: 3 }, 'weak-key'],
  ['rsa', { modulusLength: 2048 }, undefined],
  ['ec', { namedCurve: 'secp256k1' }, 'weak-key'],
  ['ec', { namedCurve: 'prime192v1' }, 'weak-key'],
  ['ec', { namedCurve: 'brainpoolP256r1' }, undefined],
  ['ed25519', {}, undefined],
] as const)('a key of %s with %j', async (type, options, reason) => {
  // holds: the table pairs each type with options of its own
  const { privateKey } = generateKeyPairSync(type as 'rsa', options as { modulusLength: number });
  const seal = await createSeal({ key: privateKey });
  const prepared = toSigningCertificate(seal.certificate);
  expect(prepared.accepted ? undefined : prepared.reason).toBe(reason);
});

test('a key that takes long to verify with is refused before it is tried', () => {
  const huge = {
    ...certificate,
    key: { kind: 'rsa' as const, bits: 16_384, exponent: 65_537n, keyObject: certificate.key.keyObject },
  };
  expect(toSigningCertificate(huge)).toMatchObject({ reason: 'weak-key', evidence: { bits: 16_384, most: 8_192 } });
  const slow = { ...huge, key: { ...huge.key, bits: 2_048, exponent: 2n ** 2_047n + 1n } };
  expect(toSigningCertificate(slow)).toMatchObject({ reason: 'weak-key' });
});
