import type { PublicKey } from '@openxs2a/certificates';
import { generateKey } from '@openxs2a/certificates/issue';
import { expect, test } from 'vitest';
import { checkKey } from './check-key.ts';

// checkKey looks at sizes and names only, so the key itself is any
const keyObject = await generateKey('ed25519');
const rsa = (bits: number, exponent = 65_537n): PublicKey => ({ kind: 'rsa', bits, exponent, keyObject });
const ec = (curve: string): PublicKey => ({ kind: 'ec', bits: 256, curve, keyObject });

test.each([[rsa(2048)], [rsa(4096)], [rsa(8192)], [ec('prime256v1')], [ec('secp384r1')], [ec('secp521r1')]])(
  'a strong key is taken',
  (key) => {
    expect(checkKey(key)).toEqual([]);
  },
);

test.each<[string, PublicKey, string]>([
  ['RSA with 1024 bits', rsa(1024), 'key-weak'],
  ['RSA with 2047 bits', rsa(2047), 'key-weak'],
  ['RSA with the exponent 3', rsa(2048, 3n), 'key-weak'],
  ['RSA with an even exponent', rsa(2048, 65_538n), 'key-weak'],
  ['RSA so large that verifying is an attack', rsa(16_384), 'key-unsupported'],
  ['secp256k1', ec('secp256k1'), 'key-unsupported'],
  ['Ed25519', { kind: 'ed25519', bits: 255, keyObject }, 'key-unsupported'],
  ['a key of an unknown kind', { kind: 'unknown', bits: 0, keyObject }, 'key-unsupported'],
])('%s is refused', (_, key, reason) => {
  expect(checkKey(key, 'qwac')).toMatchObject([{ reason, kind: 'qwac' }]);
});
