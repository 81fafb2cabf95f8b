import { constants, createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { generateKey, KEY_KINDS } from './generate-key.ts';
import { SIGNATURE_SCHEMES, type SigningAlgorithm } from './signature-algorithm.ts';
import { createSigningKey, verifySignature } from './signing-key.ts';

const keys = {
  rsa: await generateKey('rsa-2048'),
  'rsa-pss': generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey,
  'rsa-pss with SHA-384': generatePss('sha384'),
  'rsa-pss with SHA-512': generatePss('sha512'),
  'p-256': await generateKey('p-256'),
  'p-384': await generateKey('p-384'),
  'p-521': generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey,
  brainpoolP512r1: generateKeyPairSync('ec', { namedCurve: 'brainpoolP512r1' }).privateKey,
  ed25519: await generateKey('ed25519'),
} satisfies Record<string, KeyObject>;
const message = Buffer.from('what is signed');

test.each<[keyof typeof keys, SigningAlgorithm]>([
  ['rsa', 'rsa-sha256'],
  ['rsa-pss', 'rsa-pss-sha256'],
  ['rsa-pss with SHA-384', 'rsa-pss-sha384'],
  ['rsa-pss with SHA-512', 'rsa-pss-sha512'],
  ['p-256', 'ecdsa-sha256'],
  ['brainpoolP512r1', 'ecdsa-sha512'],
  ['p-384', 'ecdsa-sha384'],
  ['p-521', 'ecdsa-sha512'],
  ['ed25519', 'ed25519'],
])('a key of %s signs by %s unless it is told otherwise', async (kind, algorithm) => {
  const key = createSigningKey(keys[kind]);
  expect(key.algorithm).toBe(algorithm);
  expect(verifySignature(key, message, await key.sign(message))).toBe(true);
});

// holds: these are the keys of SIGNATURE_SCHEMES
const algorithms = Object.keys(SIGNATURE_SCHEMES) as SigningAlgorithm[];

test.each(algorithms)('what is signed by %s verifies, and what was changed does not', async (algorithm) => {
  const { keyType, ...scheme } = SIGNATURE_SCHEMES[algorithm];
  const key = createSigningKey(keys[keyType === 'ec' ? 'p-256' : keyType], algorithm);
  const signature = await key.sign(message);
  const how = {
    key: key.publicKey,
    ...('padding' in scheme ? { padding: scheme.padding } : {}),
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  const hash = 'hash' in scheme ? scheme.hash : undefined;
  expect(verify(hash, message, how, signature)).toBe(true);
  expect(verify(hash, Buffer.from('something else'), how, signature)).toBe(false);
});

test.each<[keyof typeof keys, SigningAlgorithm]>([
  ['rsa', 'ecdsa-sha256'],
  ['p-256', 'rsa-sha256'],
  ['p-256', 'ed25519'],
  ['ed25519', 'ecdsa-sha256'],
  ['rsa-pss', 'rsa-sha256'],
])('a key of %s does not sign by %s', (kind, algorithm) => {
  expect(() => createSigningKey(keys[kind], algorithm)).toThrow(TypeError);
});

test.each([
  ['a public key', createPublicKey(keys.rsa)],
  ['a key that cannot sign', generateKeyPairSync('x25519').privateKey],
])('%s is a mistake', (_, key) => {
  expect(() => createSigningKey(key)).toThrow(TypeError);
});

test.each(KEY_KINDS)('a key of %s is made as its name says', async (kind) => {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = await generateKey(kind);
  const size = details?.modulusLength ?? { prime256v1: 256, secp384r1: 384 }[details?.namedCurve ?? ''];
  expect([type, size]).toEqual(
    kind === 'ed25519' ? ['ed25519', undefined] : [kind.startsWith('rsa') ? 'rsa' : 'ec', Number(/\d+$/.exec(kind))],
  );
});

test('a kind of key that there is not is a mistake', async () => {
  await expect(generateKey(JSON.parse('"rsa-1024"'))).rejects.toThrow(TypeError);
});

function generatePss(hashAlgorithm: string): KeyObject {
  return generateKeyPairSync('rsa-pss', { modulusLength: 2048, hashAlgorithm, mgf1HashAlgorithm: hashAlgorithm })
    .privateKey;
}
