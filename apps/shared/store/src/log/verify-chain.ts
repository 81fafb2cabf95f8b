import type { Database } from '../database.ts';
import { sql } from '../sql.ts';
import { beginChain, chainEntry, chainSeal, type Digest, type Sealed, toSignedBytes } from './chain.ts';
import { createPager, type Pager } from './pager.ts';
import type { CheckSeal } from './seal-key.ts';
import { type LogHead, SEAL_COLUMNS, type SealRow } from './sealing.ts';
import type { LogTables } from './tables.ts';

export interface ChainOptions {
  readonly namespace: string;
  readonly tables: LogTables;
  /** Where it is given, every seal has to have a signature that it accepts. */
  readonly check: CheckSeal | undefined;
}

export type LogFault =
  /** An entry is not there: deleted, or moved to another position. */
  | 'entry-missing'
  /** An entry reads otherwise than when it was sealed, or stands where another one did. */
  | 'entry-altered'
  /** An entry stands among the sealed ones, and no seal covers it. */
  | 'entry-without-seal'
  | 'seal-missing'
  | 'seal-altered'
  /** A seal has no signature, or one that is not of the key. */
  | 'seal-not-signed'
  /** A chain has not passed where it is known to have been: its end was cut off, or it was made anew. */
  | 'anchor-missing';

/** Where a chain is broken first, by the number of a seal or the position of an entry. */
export interface LogPlace {
  readonly node: string;
  readonly seal?: number;
  readonly position?: number;
}

export interface ChainVerdict {
  /** How many entries were found in order. */
  readonly entries: number;
  readonly head?: LogHead;
  readonly fault?: { readonly reason: LogFault; readonly place: LogPlace };
}

/** How far a chain was followed. */
interface Progress {
  digest: Digest;
  position: number;
  number: number;
}

type StoredEntry = Sealed & { readonly digest: Digest };
type Broken = { readonly reason: LogFault; readonly seal?: number; readonly position?: number };

const PAGE = 200;

/** Follows the chain of a node from its beginning to its end, or to where it is broken. */
export async function verifyChain(
  database: Database,
  node: string,
  options: ChainOptions,
  anchors: readonly LogHead[],
): Promise<ChainVerdict> {
  const progress: Progress = { digest: beginChain(options.namespace, node), position: 0, number: 0 };
  const broken = await followChain(createPagers(database, node, options.tables), progress, options, anchors);
  const { position: entries, number, digest } = progress;
  if (broken === undefined) return { entries, ...(number === 0 ? {} : { head: { node, number, digest } }) };
  const { reason, ...place } = broken;
  return { entries, fault: { reason, place: { node, ...place } } };
}

interface Pagers {
  readonly entries: Pager<StoredEntry>;
  readonly seals: Pager<SealRow>;
}

async function followChain(
  pagers: Pagers,
  progress: Progress,
  options: ChainOptions,
  anchors: readonly LogHead[],
): Promise<Broken | undefined> {
  for (;;) {
    const seal = await pagers.seals.peek();
    if (seal === undefined) {
      const entry = await pagers.entries.peek();
      if (entry === undefined) break;
      // a seal and its entries come together: either is there now, or none will be
      if ((await pagers.seals.peek()) === undefined) return { reason: 'entry-without-seal', position: entry.position };
      continue;
    }
    const broken = (await followEntries(pagers.entries, seal, progress)) ?? (await checkSeal(seal, progress, options));
    if (broken !== undefined) return broken;
    const { number, digest } = progress;
    if (anchors.some((anchor) => anchor.number === number && anchor.digest !== digest))
      return { reason: 'anchor-missing', seal: number };
    pagers.seals.take();
  }
  const missing = anchors.find((anchor) => anchor.number > progress.number);
  return missing === undefined ? undefined : { reason: 'anchor-missing', seal: missing.number };
}

async function followEntries(
  entries: Pager<StoredEntry>,
  seal: SealRow,
  progress: Progress,
): Promise<Broken | undefined> {
  if (seal.number !== progress.number + 1) return { reason: 'seal-missing', seal: progress.number + 1 };
  if (seal.position <= progress.position) return { reason: 'seal-altered', seal: seal.number };
  while (progress.position < seal.position) {
    const position = progress.position + 1;
    const entry = await entries.peek();
    if (entry === undefined || entry.position > position) return { reason: 'entry-missing', position };
    const digest = chainEntry(progress.digest, entry);
    if (entry.position !== position || entry.digest !== digest)
      return { reason: 'entry-altered', position: entry.position };
    progress.digest = digest;
    progress.position = position;
    entries.take();
  }
  return undefined;
}

async function checkSeal(seal: SealRow, progress: Progress, { check }: ChainOptions): Promise<Broken | undefined> {
  const digest = chainSeal(progress.digest, seal);
  if (seal.digest !== digest) return { reason: 'seal-altered', seal: seal.number };
  progress.digest = digest;
  progress.number = seal.number;
  if (check === undefined) return undefined;
  const { key, signature } = seal;
  const isSigned = key !== null && signature !== null && (await check(key, toSignedBytes(digest), signature));
  return isSigned ? undefined : { reason: 'seal-not-signed', seal: seal.number };
}

function createPagers(database: Database, node: string, tables: LogTables): Pagers {
  // from below what is ever given, so that rows that were put in before the first are seen, too
  const below = Number.MIN_SAFE_INTEGER;
  return {
    entries: createPager((after) =>
      database.all<StoredEntry>(sql`
        SELECT id, node, position, time, kind, actor, subject, body, digest FROM ${tables.entry}
        WHERE node = ${node} AND position > ${after?.position ?? below} ORDER BY position LIMIT ${PAGE}`),
    ),
    seals: createPager((after) =>
      database.all<SealRow>(sql`
        SELECT ${SEAL_COLUMNS} FROM ${tables.seal}
        WHERE node = ${node} AND number > ${after?.number ?? below} ORDER BY number LIMIT ${PAGE}`),
    ),
  };
}
