import { scrypt } from 'node:crypto';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import type { Random } from '../random.ts';
import { seal, unseal } from '../seal.ts';
import { KeyStoreError } from './error.ts';
import { readGuardedFile } from './read-file.ts';
import { writeNewFile } from './write-file.ts';

/** The file that says how the passphrase becomes a key, and holds something by which a wrong one is told. */
const FILE = 'store.json';
const CONTEXT = 'openxs2a key store 1';
const SALT_BYTES = 32;
/** 128 MiB and some 0.3 s: OWASP's recommendation of N, with r = 8 and p = 1 (RFC 7914, 2). */
export const DEFAULT_COST = 2 ** 17;
const BLOCK_SIZE = 8;

const Header = Type.Object({
  version: Type.Literal(1),
  derivation: Type.Literal('scrypt'),
  // The file is not trusted before it opens: it must not make us compute for hours, nor accept a trivial cost.
  cost: Type.Integer({ minimum: 2 ** 12, maximum: 2 ** 20 }),
  salt: Type.String({ pattern: '^[\\w-]{43}$' }),
  check: Type.String({ pattern: '^[\\w-]+$' }),
});

/** The key that encrypts all others. Made with the store, or derived again. Throws `ERR_KEYS_LOCKED` for a wrong passphrase. */
export async function openMasterKey(
  folder: string,
  passphrase: string,
  cost: number,
  random: Random,
): Promise<Uint8Array> {
  const text = await readGuardedFile(folder, FILE);
  if (text !== undefined) return unlock(text, passphrase);
  try {
    return await createMasterKey(folder, passphrase, cost, random);
  } catch (error) {
    if (!isTaken(error)) throw error;
    // Another start of the same app was faster.
    return openMasterKey(folder, passphrase, cost, random);
  }
}

async function createMasterKey(folder: string, passphrase: string, cost: number, random: Random): Promise<Uint8Array> {
  const salt = random.token(SALT_BYTES);
  const key = await derive(passphrase, salt, cost);
  const check = Buffer.from(seal(key, new Uint8Array(), CONTEXT, random)).toString('base64url');
  const header = { version: 1, derivation: 'scrypt', cost, salt, check };
  await writeNewFile(folder, FILE, `${JSON.stringify(header, null, 2)}\n`, random);
  return key;
}

async function unlock(text: string, passphrase: string): Promise<Uint8Array> {
  const header: unknown = parse(text);
  if (!Check(Header, header)) throw new KeyStoreError('ERR_KEYS_UNREADABLE', `"${FILE}" is not of a key store`);
  const key = await derive(passphrase, header.salt, header.cost);
  if (unseal(key, Buffer.from(header.check, 'base64url'), CONTEXT) === undefined) {
    throw new KeyStoreError('ERR_KEYS_LOCKED', 'the passphrase does not open the key store, or the store was changed');
  }
  return key;
}

function derive(passphrase: string, salt: string, cost: number): Promise<Uint8Array> {
  const options = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: 256 * cost * BLOCK_SIZE };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.from(salt, 'base64url'), 32, options, (error, key) =>
      error === null ? resolve(new Uint8Array(key)) : reject(error),
    );
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST';
