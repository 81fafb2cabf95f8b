import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Io } from '@openxs2a/generate';
import type { CheckSeal } from '@openxs2a/store/log';
import { readInput, refuseInput } from '../files/read-input.ts';

/** Checks seals by the public key in a file, whatever id the seals have for it. */
export async function readSealCheck(name: string | undefined, io: Io): Promise<CheckSeal | undefined> {
  if (name === undefined) return undefined;
  const key = parseKey(name, await readInput(name, io));
  // keys of these kinds say themselves how they hash
  const hash = key.asymmetricKeyType?.startsWith('ed') ? null : 'sha256';
  return (_, bytes, signature) => verify(hash, bytes, key, signature);
}

function parseKey(name: string, bytes: Uint8Array): KeyObject {
  try {
    return createPublicKey(Buffer.from(bytes));
  } catch {
    // what the library says of it helps nobody
    throw refuseInput(name, 'There is no public key (PEM) in it.');
  }
}
