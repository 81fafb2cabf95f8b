import { expect, test } from 'vitest';
import { PROFILES } from '../profiles.ts';
import type { KeyKind } from '../steps/scheme.ts';
import { chooseScheme, findAlgorithmName } from './algorithm.ts';

const STRICT = PROFILES.nextgenpsd2.algorithms;
const FOREIGN = PROFILES['algorithm-names'].algorithms;
const HS2019 = PROFILES.hs2019.algorithms;

test.each([
  [STRICT, 'rsa-sha256', 'rsa', 'rsa-sha256'],
  [STRICT, 'rsa-sha512', 'rsa', 'rsa-sha512'],
  [STRICT, 'ecdsa-sha256', 'ec', 'ecdsa-sha256'],
  [STRICT, 'ecdsa-sha256', 'rsa', 'algorithm-does-not-fit-key'],
  [STRICT, 'rsa-sha256', 'ec', 'algorithm-does-not-fit-key'],
  [STRICT, 'rsa-sha256', 'rsa-pss', 'algorithm-does-not-fit-key'],
  [STRICT, 'rsa-sha256', 'ed25519', 'algorithm-does-not-fit-key'],
  [STRICT, 'rsa-sha1', 'rsa', 'algorithm-refused'],
  [STRICT, 'hmac-sha256', 'rsa', 'algorithm-refused'],
  [STRICT, 'hs2019', 'rsa', 'algorithm-refused'],
  [STRICT, 'RSA-SHA256', 'rsa', 'algorithm-refused'],
  [STRICT, 'SHA256withRSA', 'rsa', 'algorithm-refused'],
  [STRICT, 'none', 'rsa', 'algorithm-refused'],
  [STRICT, '', 'rsa', 'algorithm-refused'],
  [STRICT, 'constructor', 'rsa', 'algorithm-refused'],
  [FOREIGN, 'SHA256withRSA', 'rsa', 'rsa-sha256'],
  [FOREIGN, 'SHA256withRSA', 'ec', 'algorithm-does-not-fit-key'],
  [FOREIGN, 'sha-256', 'rsa', 'rsa-sha256'],
  [FOREIGN, 'SHA-256', 'ec', 'ecdsa-sha256'],
  [FOREIGN, 'rsa-sha512', 'rsa', 'rsa-sha512'],
  [HS2019, 'hs2019', 'rsa', 'rsa-pss-sha512'],
  [HS2019, 'hs2019', 'rsa-pss', 'rsa-pss-sha512'],
  [HS2019, 'hs2019', 'ec', 'ecdsa-sha512'],
  [HS2019, 'hs2019', 'ed25519', 'ed25519'],
] as const)('of %o, "%s" with a key of %s', (names, name, kind, outcome) => {
  const step = chooseScheme(names, name, kind);
  expect(step.accepted ? step.evidence : step.reason).toBe(outcome);
});

test.each([
  [STRICT, 'rsa-sha256', 'rsa', 'rsa-sha256'],
  [STRICT, 'ecdsa-sha384', 'ec', undefined],
  [PROFILES['xs2a-adapter'].algorithms, 'rsa-sha256', 'rsa', 'SHA256withRSA'],
  [PROFILES['js-nextgen-psd2'].algorithms, 'ecdsa-sha256', 'ec', 'sha-256'],
  [HS2019, 'rsa-sha256', 'rsa', undefined],
  [HS2019, 'ed25519', 'ed25519', 'hs2019'],
] as const)('%o writes %s of a key of %s as %s', (names, scheme, kind: KeyKind, name) => {
  expect(findAlgorithmName(names, scheme, kind)).toBe(name);
});
