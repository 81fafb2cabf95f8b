import type { KeyObject } from 'node:crypto';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createSigningKey,
  generateKey,
  type KeyKind,
  type SigningAlgorithm,
  type SigningKey,
} from '@openxs2a/certificates/issue';
import type { Random } from '../random.ts';
import { KeyStoreError } from './error.ts';
import { openKeyFile, renderKeyFile } from './key-file.ts';
import type { KeyStore, StoredKey } from './key-store.ts';
import { kindOf } from './kind.ts';
import { DEFAULT_COST, openMasterKey } from './master-key.ts';
import { checkGuarded, readGuardedFile } from './read-file.ts';
import { removeFile, UNFINISHED, writeNewFile } from './write-file.ts';

export interface KeyStoreOptions {
  /** Made where it is not there. One store for each; its owner alone may use it. */
  readonly folder: string;
  /** What the keys are encrypted with, by way of scrypt. Whoever has it and the files has the keys. */
  readonly passphrase: string;
  readonly random: Random;
  /** Of scrypt, a power of two, for a store that is new: the parameter N. Default: 2^17. */
  readonly cost?: number;
}

const SUFFIX = '.key.json';
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * A folder of encrypted keys, a file each (AES-256-GCM). Throws KeyStoreError: `ERR_KEYS_LOCKED` where the passphrase is
 * another one, `ERR_KEYS_EXPOSED` where others can read the folder.
 */
export async function openKeyStore({
  folder,
  passphrase,
  random,
  cost = DEFAULT_COST,
}: KeyStoreOptions): Promise<KeyStore> {
  if (passphrase === '') throw new TypeError('a key store needs a passphrase');
  await openFolder(folder);
  const masterKey = await openMasterKey(folder, passphrase, cost, random);
  const opened = new Map<string, OpenKey>();

  const findKey = async (name: string): Promise<OpenKey> => {
    const known = opened.get(checkName(name));
    if (known !== undefined) return known;
    const text = await readGuardedFile(folder, name + SUFFIX);
    if (text === undefined) throw new KeyStoreError('ERR_KEY_UNKNOWN', `there is no key "${name}"`);
    const key: OpenKey = { ...openKeyFile(masterKey, name, text), isDestroyed: false };
    opened.set(name, key);
    return key;
  };

  const keep = async (kind: KeyKind, name: string, privateKey: KeyObject) => {
    await writeKeyFile(folder, name, renderKeyFile(masterKey, { name, kind, privateKey }, random), random);
    return toSigningKey(await findKey(name));
  };

  return {
    create: async (kind, name) => keep(kind, checkName(name), await generateKey(kind)),
    adopt: async (privateKey, name) => keep(kindOf(privateKey), checkName(name), privateKey),
    signingKey: async (name, algorithm) => toSigningKey(await findKey(name), algorithm),
    async list() {
      const names = (await readdir(folder)).filter((file) => file.endsWith(SUFFIX)).sort();
      const keys = await Promise.all(names.map((file) => findKey(file.slice(0, -SUFFIX.length))));
      return keys.map(({ name, kind, publicKey }) => ({ name, kind, publicKey }));
    },
    async destroy(name) {
      const key = opened.get(checkName(name));
      if (key !== undefined) key.isDestroyed = true;
      opened.delete(name);
      await removeFile(folder, name + SUFFIX);
    },
  };
}

interface OpenKey extends StoredKey {
  readonly privateKey: KeyObject;
  isDestroyed: boolean;
}

/** The private key stays in here; all that leaves is a function that signs. */
function toSigningKey(key: OpenKey, algorithm?: SigningAlgorithm): SigningKey {
  const { publicKey, algorithm: chosen, sign } = createSigningKey(key.privateKey, algorithm);
  return {
    publicKey,
    algorithm: chosen,
    async sign(bytes) {
      if (key.isDestroyed) throw new KeyStoreError('ERR_KEY_DESTROYED', `the key "${key.name}" is destroyed`);
      return sign(bytes);
    },
  };
}

async function openFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(folder, 0o700);
  await checkGuarded(folder);
  const left = (await readdir(folder)).filter((file) => UNFINISHED.test(file));
  await Promise.all(left.map((file) => rm(join(folder, file), { force: true })));
}

async function writeKeyFile(folder: string, name: string, text: string, random: Random): Promise<void> {
  try {
    await writeNewFile(folder, name + SUFFIX, text, random);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
    throw new KeyStoreError('ERR_KEY_EXISTS', `there is a key "${name}" already`, { cause });
  }
}

/** A name is part of a path, so it is nothing but small letters, digits and hyphens. */
function checkName(name: string): string {
  if (!NAME.test(name)) throw new KeyStoreError('ERR_KEY_NAME', 'a key is named by small letters, digits and hyphens');
  return name;
}
