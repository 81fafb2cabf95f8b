import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BANK_FOLDERS, perBank } from '../bank/bank-names.ts';
import { DataError, unusable } from './data-error.ts';
import { type Lock, takeLock } from './lock.ts';
import { makePrivateFolder, readIfThere, readJson, UNFINISHED, writePrivate } from './private-files.ts';
import { openSecrets, type Secrets } from './secrets.ts';

/** Everything that outlives a run, in one folder that is its owner's alone. One process at a time has it. */
export interface DataFolder {
  readonly path: string;
  /** The folder of a party. It may not be there yet. */
  readonly of: Readonly<Record<PartyFolder, string>>;
  readonly secrets: Secrets;
  /** What was removed because it was asked for. */
  readonly removed: readonly string[];
  /** What is in the folder and not ours; it was left alone. */
  readonly foreign: readonly string[];
  close(): void;
}

export type PartyFolder = keyof typeof PARTY_FOLDERS;

const PARTY_FOLDERS = { qtsp: 'qtsp', ...BANK_FOLDERS, tpp: 'tpp' } as const;
/** Says that a folder is ours, and how it is laid out. */
const MARKER = 'sandbox.json';
const SECRETS = 'secrets.json';
const LOCK = 'lock';
const LOGS = ['qtsp', ...Object.values(BANK_FOLDERS)].map((name) => `${name}.log`);
const OWN: ReadonlySet<string> = new Set([
  ...Object.values(PARTY_FOLDERS),
  ...LOGS,
  MARKER,
  SECRETS,
  LOCK,
  `${LOCK}-journal`,
]);
const isOwn = (name: string) => OWN.has(name.replace(UNFINISHED, ''));
/** With what SQLite may have beside it. */
const isLock = (name: string) => name === LOCK || name === `${LOCK}-journal`;
/** Raised when a folder of before can no longer be used as it is. */
const FORMAT = 1;

export interface DataFolderOptions {
  readonly path: string;
  /** Removes what we made there, and nothing else. */
  readonly reset: boolean;
}

/** Throws DataError where the folder is somebody else's, in use, or of another version. */
export async function openDataFolder({ path, reset }: DataFolderOptions): Promise<DataFolder> {
  await makePrivateFolder(path);
  const isOurs = (await readIfThere(join(path, MARKER))) !== undefined;
  const foreign = (await readdir(path)).filter((name) => !isOwn(name));
  if (!isOurs) await checkNew(path);
  const lock = takeLock(join(path, LOCK), path);
  try {
    await chmod(path, 0o700);
    const removed = reset ? await clear(path) : [];
    if (isOurs && !reset) await checkFormat(path);
    await writePrivate(join(path, MARKER), `${JSON.stringify({ format: FORMAT })}\n`);
    return await open(path, { lock, removed, foreign });
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function open(
  path: string,
  { lock, ...found }: { readonly lock: Lock } & Pick<DataFolder, 'removed' | 'foreign'>,
): Promise<DataFolder> {
  const folder = (name: PartyFolder) => join(path, PARTY_FOLDERS[name]);
  const of = { qtsp: folder('qtsp'), ...perBank(folder), tpp: folder('tpp') };
  const secrets = await openSecrets(join(path, SECRETS));
  return { path, of, secrets, ...found, close: () => lock.release() };
}

/** A folder without our marker has nothing in it, or the beginnings of a first start that did not get far. */
async function checkNew(path: string): Promise<void> {
  const others = (await readdir(path)).filter((name) => !isLock(name) && !(isOwn(name) && UNFINISHED.test(name)));
  if (others.length === 0) return;
  const some = others.slice(0, 3).join(', ');
  throw new DataError(`${path} was not made by "npm start": it has ${some}, and no ${MARKER}. Move it away.`);
}

async function checkFormat(path: string): Promise<void> {
  const marker = await readJson(join(path, MARKER));
  if (marker?.['format'] !== FORMAT) throw unusable(`${path} was laid out by another version of "npm start".`);
}

/** The lock stays, since it is held; so does what others have put there. */
async function clear(path: string): Promise<readonly string[]> {
  const own = (await readdir(path)).filter((name) => isOwn(name) && !isLock(name));
  for (const name of own) await rm(join(path, name), { recursive: true, force: true });
  return own.filter((name) => OWN.has(name) && name !== MARKER && name !== SECRETS);
}
