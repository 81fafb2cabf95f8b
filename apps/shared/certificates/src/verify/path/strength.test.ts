import { expect, test } from 'vitest';
import type { PublicKey } from '../../certificate.ts';
import { createCa } from '../chain.fixture.ts';
import { STRICT_POLICY, type VerificationPolicy } from '../policy.ts';
import { checkKey } from './strength.ts';

const { certificate } = await createCa('Any');

type Traits = Omit<PublicKey, 'keyObject'>;
const rsa = (bits: number, exponent = 65_537n): Traits => ({ kind: 'rsa', bits, exponent });
const ec = (curve: string): Traits => ({ kind: 'ec', bits: 256, curve });

const CASES: readonly (readonly [
  title: string,
  key: Traits,
  isStrong: boolean,
  policy: Partial<VerificationPolicy>,
])[] = [
  ['RSA of 2048 bits', rsa(2048), true, {}],
  ['RSA of 2047 bits', rsa(2047), false, {}],
  ['RSA of 1900 bits where the policy allows it', rsa(1900), true, { minimalRsaBits: 1900 }],
  ['RSA of 8192 bits', rsa(8192), true, {}],
  ['RSA of more, for it costs too much', rsa(8193), false, {}],
  ['an exponent below 2^16', rsa(2048, 65_535n), false, {}],
  ['an even exponent', rsa(2048, 65_538n), false, {}],
  ['an exponent of 64 bits', rsa(2048, 2n ** 64n - 1n), true, {}],
  ['an exponent of more, for it costs too much', rsa(2048, 2n ** 64n + 1n), false, {}],
  ['an RSA key without an exponent', { kind: 'rsa', bits: 2048 }, false, {}],
  ['P-256', ec('prime256v1'), true, {}],
  ['P-521', ec('secp521r1'), true, {}],
  ['Brainpool', ec('brainpoolP256r1'), false, {}],
  ['Brainpool where the policy allows it', ec('brainpoolP256r1'), true, { curves: ['brainpoolP256r1'] }],
  ['a curve that is written out', ec('explicit'), false, {}],
  ['a curve without a name', { kind: 'ec', bits: 256 }, false, {}],
  ['Ed25519', { kind: 'ed25519', bits: 255 }, false, {}],
  ['Ed25519 where the policy allows it', { kind: 'ed25519', bits: 255 }, true, { allowEd25519: true }],
  ['Ed448', { kind: 'ed448', bits: 448 }, false, {}],
  ['a key of an unknown kind', { kind: 'unknown', bits: 4096 }, false, {}],
];

test.each(CASES)('%s', (_, traits, isStrong, policy) => {
  const key = { ...traits, keyObject: certificate.key.keyObject };
  const refusal = checkKey({ ...certificate, key }, { ...STRICT_POLICY, ...policy });
  expect(refusal?.reason).toBe(isStrong ? undefined : 'weak-key');
});
