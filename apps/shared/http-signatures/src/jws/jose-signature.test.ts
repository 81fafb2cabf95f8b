import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJoseSignature } from './jose-signature.ts';

const CURVES = [
  ['ES256', 'P-256', 'sha256', 64],
  ['ES384', 'P-384', 'sha384', 96],
  ['ES512', 'P-521', 'sha512', 132],
] as const;

test.each(CURVES)('%s is written in the other way that node:crypto knows', (algorithm, namedCurve, hash, octets) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  // often enough for numbers with leading zeros and with a first bit set
  for (let round = 0; round < 100; round += 1) {
    const bytes = Buffer.from(String(round));
    const jose = toJoseSignature(algorithm, sign(hash, bytes, privateKey));
    expect(jose.length).toBe(octets);
    expect(verify(hash, bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, jose)).toBe(true);
  }
});

test('of RSA and Ed25519 there is but one way', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  expect(toJoseSignature('RS256', bytes)).toBe(bytes);
  expect(toJoseSignature('EdDSA', bytes)).toBe(bytes);
});

test('a key that gives something else is found out', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }).filter(([first]) => first !== 0x30),
      (bytes) => {
        expect(() => toJoseSignature('ES256', bytes)).toThrow(TypeError);
      },
    ),
  );
});
