import { hash } from 'node:crypto';
import type { EntryRow } from './entry.ts';

/** SHA-256, in lower case hexadecimal. */
export type Digest = string;

export interface Sealed extends EntryRow {
  /** 1, 2, 3, … in the chain of its node. */
  readonly position: number;
}

/** A checkpoint of a chain: everything up to a position is sealed. */
export interface Seal {
  readonly node: string;
  /** 1, 2, 3, … in the chain of its node. */
  readonly number: number;
  /** The last entry that it seals. */
  readonly position: number;
  /** Milliseconds since 1970, by the clock of the node. */
  readonly time: number;
  /** Which key signs it, null for none. */
  readonly key: string | null;
}

/** Where the chain of a node begins: a chain is not taken for that of another node or log. */
export function beginChain(namespace: string, node: string): Digest {
  return digestOf('', ['chain', namespace, node]);
}

export function chainEntry(previous: Digest, entry: Sealed): Digest {
  const { position, id, time, kind, actor, subject, body } = entry;
  return digestOf(previous, ['entry', position, id, time, kind, actor, subject, body]);
}

/** Follows the digest of the last entry that it seals, and the next entry follows it. */
export function chainSeal(previous: Digest, { number, position, time, key }: Omit<Seal, 'node'>): Digest {
  return digestOf(previous, ['seal', number, position, time, key]);
}

/** What the key of a seal signs. The words in front keep it from being taken for anything else that the key signs. */
export function toSignedBytes(digest: Digest): Uint8Array {
  return new TextEncoder().encode(`OpenXS2A log seal\n${digest}`);
}

/** JSON of a list tells where each field ends, so that no two different lists have the same bytes. */
function digestOf(previous: Digest, fields: readonly (string | number | null)[]): Digest {
  return hash('sha256', `${previous}\n${JSON.stringify(fields)}`, 'hex');
}
