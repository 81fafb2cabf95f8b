import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import { expect, test } from 'vitest';
import { createPasswordKeys } from './password-keys.ts';

const KEY = randomBytes(32);
const keys = await createPasswordKeys(KEY);
const [published = {}] = keys.publicKeys.keys;

async function encrypt(text: string | Uint8Array, header: object = {}, jwk: JWK = published): Promise<string> {
  const alg = 'ECDH-ES+A256KW';
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return new CompactEncrypt(bytes)
    .setProtectedHeader({ alg, enc: 'A256GCM', ...header })
    .encrypt(await importJWK(jwk, alg));
}

test('AUT-STR-006 a password that was encrypted to the published key is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 100 }), async (password) => {
      expect(await keys.decrypt(await encrypt(password))).toBe(password);
    }),
    { numRuns: 30 },
  );
  expect(await keys.decrypt(await encrypt('direct', { alg: 'ECDH-ES' }))).toBe('direct');
});

test('the key says what it is for, and has no private part', () => {
  expect(published).toEqual({
    kty: 'EC',
    crv: 'P-256',
    x: expect.any(String),
    y: expect.any(String),
    kid: expect.any(String),
    use: 'enc',
    alg: 'ECDH-ES+A256KW',
  });
});

test('every node has the same key, another bank another', async () => {
  expect((await createPasswordKeys(KEY)).publicKeys).toEqual(keys.publicKeys);
  expect((await createPasswordKeys(randomBytes(32))).publicKeys).not.toEqual(keys.publicKeys);
});

test.each([
  ['nothing', async () => ''],
  ['a password in the clear', async () => 'correct horse'],
  ['what was cut off', async () => (await encrypt('secret')).slice(0, -1)],
  [
    'another key',
    async () => encrypt('secret', {}, (await createPasswordKeys(randomBytes(32))).publicKeys.keys[0] ?? {}),
  ],
  ['another algorithm of contents', () => encrypt('secret', { enc: 'A128CBC-HS256' })],
  ['what is no text', () => encrypt(new Uint8Array([0xff, 0xfe]))],
  ['what is too long', () => encrypt('x'.repeat(5000))],
])('%s is no password', async (_what, make) => {
  expect(await keys.decrypt(await make())).toBeUndefined();
});

test('whatever is sent, reading it does not fail', async () => {
  const parts = fc.array(fc.base64String(), { maxLength: 6 }).map((all) => all.join('.'));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), parts), async (jwe) => {
      expect(await keys.decrypt(jwe)).toBeUndefined();
    }),
  );
});
