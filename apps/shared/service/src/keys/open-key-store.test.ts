import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from '@openxs2a/certificates/issue';
import { expect, onTestFinished, test } from 'vitest';
import { systemRandom } from '../random.ts';
import { type KeyStoreOptions, openKeyStore } from './open-key-store.ts';

const PASSPHRASE = 'correct horse battery staple';
const MESSAGE = Buffer.from('what is signed');

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const open = (folder: string, more: Partial<KeyStoreOptions> = {}) =>
  openKeyStore({ folder, passphrase: PASSPHRASE, random: systemRandom, cost: 2 ** 12, ...more });

test.each(['rsa-2048', 'p-256', 'p-384', 'ed25519'] as const)(
  'a %s key signs, also after the store is opened again',
  async (kind) => {
    const folder = await makeFolder();
    const made = await (await open(folder)).create(kind, 'seal-1');
    const found = await (await open(folder)).signingKey('seal-1');
    expect(found.publicKey.equals(made.publicKey)).toBe(true);
    const hash = kind === 'ed25519' ? null : kind === 'p-384' ? 'sha384' : 'sha256';
    expect(verify(hash, MESSAGE, made.publicKey, await found.sign(MESSAGE))).toBe(true);
  },
);

test('an RSA key signs by the algorithm that is asked for', async () => {
  const store = await open(await makeFolder());
  await store.create('rsa-2048', 'seal-1');
  const key = await store.signingKey('seal-1', 'rsa-sha512');
  expect(key.algorithm).toBe('rsa-sha512');
  expect(verify('sha512', MESSAGE, key.publicKey, await key.sign(MESSAGE))).toBe(true);
});

test('a key that was made elsewhere can be taken in, if it is of a known kind', async () => {
  const folder = await makeFolder();
  const privateKey = await generateKey('rsa-2048');
  await (await open(folder)).adopt(privateKey, 'old');
  const key = await (await open(folder)).signingKey('old');
  expect(verify('sha256', MESSAGE, createPublicKey(privateKey), await key.sign(MESSAGE))).toBe(true);
  for (const other of [
    generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey,
    createPublicKey(privateKey),
  ]) {
    await expect((await open(folder)).adopt(other, 'other')).rejects.toMatchObject({ code: 'ERR_KEY_UNSUPPORTED' });
  }
});

test('keys are listed by name, with what may be shown', async () => {
  const store = await open(await makeFolder());
  await store.create('p-384', 'b');
  await store.create('p-256', 'a');
  const keys = await store.list();
  expect(keys.map(({ name, kind }) => [name, kind])).toEqual([
    ['a', 'p-256'],
    ['b', 'p-384'],
  ]);
  expect(keys.map(({ publicKey }) => publicKey.type)).toEqual(['public', 'public']);
});

test('a name that is taken, unknown or could leave the folder is refused', async () => {
  const store = await open(await makeFolder());
  await store.create('p-256', 'a');
  await expect(store.create('p-256', 'a')).rejects.toMatchObject({ code: 'ERR_KEY_EXISTS' });
  await expect(store.signingKey('b')).rejects.toMatchObject({ code: 'ERR_KEY_UNKNOWN' });
  for (const name of ['../a', 'A', '', '.a', 'a/b', 'a'.repeat(64), 'a\0']) {
    await expect(store.create('p-256', name)).rejects.toMatchObject({ code: 'ERR_KEY_NAME' });
  }
});

test('of two makers of one key one is told that it exists, and the key of the other stays', async () => {
  const folder = await makeFolder();
  const store = await open(folder);
  const results = await Promise.allSettled([store.create('p-256', 'a'), store.create('p-256', 'a')]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [made] = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const found = await (await open(folder)).signingKey('a');
  expect(made?.publicKey.equals(found.publicKey)).toBe(true);
});

test('a destroyed key is gone, and what was given out of it signs no more', async () => {
  const folder = await makeFolder();
  const store = await open(folder);
  const key = await store.create('p-256', 'a');
  await store.destroy('a');
  await store.destroy('a');
  await expect(key.sign(MESSAGE)).rejects.toMatchObject({ code: 'ERR_KEY_DESTROYED' });
  await expect(store.signingKey('a')).rejects.toMatchObject({ code: 'ERR_KEY_UNKNOWN' });
  expect(await readdir(folder)).toEqual(['store.json']);
});

test('another passphrase does not open the store', async () => {
  const folder = await makeFolder();
  await open(folder);
  await expect(open(folder, { passphrase: 'another' })).rejects.toMatchObject({ code: 'ERR_KEYS_LOCKED' });
});

test('no file is left half-written, and those that a crash has left are removed', async () => {
  const folder = await makeFolder();
  await (await open(folder)).create('p-256', 'a');
  await writeFile(join(folder, '.unfinished-x'), '', { mode: 0o600 });
  await open(folder);
  expect((await readdir(folder)).sort()).toEqual(['a.key.json', 'store.json']);
});

test.skipIf(process.platform === 'win32')('files are the owner’s alone', async () => {
  const folder = await makeFolder();
  await (await open(folder)).create('p-256', 'a');
  for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
});

test.skipIf(process.platform === 'win32').each(['.', 'store.json', 'a.key.json'])(
  'what others can read is refused: %s',
  async (path) => {
    const folder = await makeFolder();
    await (await open(folder)).create('p-256', 'a');
    await chmod(join(folder, path), path === '.' ? 0o750 : 0o640);
    await expect(open(folder).then((store) => store.signingKey('a'))).rejects.toMatchObject({
      code: 'ERR_KEYS_EXPOSED',
    });
  },
);

test('a change of any part of a key file is found', async () => {
  const folder = await makeFolder();
  const store = await open(folder);
  await store.create('p-256', 'a');
  await store.create('p-256', 'b');
  const path = join(folder, 'a.key.json');
  const whole: Record<string, unknown> = JSON.parse(await readFile(path, 'utf8'));
  const other: Record<string, unknown> = JSON.parse(await readFile(join(folder, 'b.key.json'), 'utf8'));
  const sealed = String(whole['sealed']);
  const flipped = (sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1);
  for (const change of [
    { sealed: flipped },
    { sealed: sealed.slice(0, 20) },
    { sealed: other['sealed'] },
    { publicKey: other['publicKey'] },
    { kind: 'p-384' },
    { version: 2 },
  ]) {
    await writeFile(path, JSON.stringify({ ...whole, ...change }));
    await expect((await open(folder)).signingKey('a')).rejects.toMatchObject({ code: 'ERR_KEY_TAMPERED' });
  }
  await writeFile(path, 'no JSON');
  await expect((await open(folder)).signingKey('a')).rejects.toMatchObject({ code: 'ERR_KEY_TAMPERED' });
});

test('a key file under the name of another key is refused', async () => {
  const folder = await makeFolder();
  await (await open(folder)).create('p-256', 'a');
  await rename(join(folder, 'a.key.json'), join(folder, 'b.key.json'));
  await expect((await open(folder)).signingKey('b')).rejects.toMatchObject({ code: 'ERR_KEY_TAMPERED' });
});

test.each([
  ['no JSON', 'ERR_KEYS_UNREADABLE', () => 'no JSON'],
  ['a cost that would take hours', 'ERR_KEYS_UNREADABLE', (text: string) => text.replace('4096', '1073741824')],
  ['a cost that protects nothing', 'ERR_KEYS_UNREADABLE', (text: string) => text.replace('4096', '2')],
  ['another cost', 'ERR_KEYS_LOCKED', (text: string) => text.replace('4096', '8192')],
])('a store file with %s is refused', async (_, code, change) => {
  const folder = await makeFolder();
  await open(folder);
  const path = join(folder, 'store.json');
  await writeFile(path, change(await readFile(path, 'utf8')));
  await expect(open(folder)).rejects.toMatchObject({ code });
});
