import { open, readFile, stat } from 'node:fs/promises';
import { deriveKey, type Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { BankError } from '../bank-error.ts';

export interface SharedKeySetting {
  readonly database: Pick<Database, 'dialect'>;
  /** Where that is; the key of a single process is kept beside it. */
  readonly databaseUrl: string;
  readonly random: Random;
}

/**
 * 32 bytes that every process of the bank has alike, from a secret that the configuration calls `name`. Where the database
 * is a file there is one process, and a secret that was not given is made and kept beside it, for its owner alone. Throws
 * BankError where it has to be given, or lies open.
 */
export async function openSharedKey(
  name: string,
  given: string | undefined,
  { database, databaseUrl, random }: SharedKeySetting,
): Promise<Uint8Array> {
  if (given !== undefined) return deriveKey(given, name);
  if (database.dialect === 'postgresql')
    throw new BankError(
      'ERR_BANK_KEY',
      `${name} is missing: processes that share a PostgreSQL need the same one, and none of them can make it.`,
    );
  if (databaseUrl === ':memory:') return random.bytes(32);
  return deriveKey(await readOrMake(`${databaseUrl}.${name.toLowerCase().replaceAll('_', '-')}`, random), name);
}

async function readOrMake(path: string, random: Random): Promise<string> {
  try {
    await makeFile(path, random.token());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readGuarded(path);
}

/** On disk before anything is made with it: a key that is lost makes another of what was. */
async function makeFile(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
}

async function readGuarded(path: string): Promise<string> {
  const { mode } = await stat(path);
  // Windows has no such modes
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new BankError('ERR_BANK_KEY', `Others than its owner can use "${path}": chmod go= mends it.`);
  const text = await readFile(path, 'utf8');
  if (text.length < 32) throw new BankError('ERR_BANK_KEY', `"${path}" holds no key: it was cut off or changed.`);
  return text;
}
