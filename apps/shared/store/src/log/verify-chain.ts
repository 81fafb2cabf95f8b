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
  /** Told after each seal how far it is. */
  readonly onSeal?: ((progress: { readonly node: string; readonly entries: number }) => void) | undefined;
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

/** The end of what was found in order. */
export interface LastSeal extends LogHead {
  readonly time: Date;
  /** Which key signed it, undefined for none. */
  readonly key: string | undefined;
}

export interface ChainVerdict {
  /** How many entries were found in order. */
  readonly entries: number;
  /** The last seal up to which all was in order. */
  readonly seal?: LastSeal;
  readonly fault?: { readonly reason: LogFault; readonly place: LogPlace };
}

/** How far a chain was followed. */
interface Progress {
  digest: Digest;
  position: number;
  seal: SealRow | undefined;
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
  const progress: Progress = { digest: beginChain(options.namespace, node), position: 0, seal: undefined };
  const broken = await followChain(createPagers(database, node, options.tables), progress, options, anchors);
  const verdict = { entries: progress.position, ...(progress.seal && { seal: toLastSeal(progress.seal) }) };
  if (broken === undefined) return verdict;
  const { reason, ...place } = broken;
  return { ...verdict, fault: { reason, place: { node, ...place } } };
}

function toLastSeal({ node, number, digest, time, key }: SealRow): LastSeal {
  return { node, number, digest, time: new Date(time), key: key ?? undefined };
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
    const { number, digest } = seal;
    if (anchors.some((anchor) => anchor.number === number && anchor.digest !== digest))
      return { reason: 'anchor-missing', seal: number };
    progress.seal = seal;
    options.onSeal?.({ node: seal.node, entries: progress.position });
    pagers.seals.take();
  }
  const missing = anchors.find((anchor) => anchor.number > (progress.seal?.number ?? 0));
  return missing === undefined ? undefined : { reason: 'anchor-missing', seal: missing.number };
}

async function followEntries(
  entries: Pager<StoredEntry>,
  seal: SealRow,
  progress: Progress,
): Promise<Broken | undefined> {
  const number = (progress.seal?.number ?? 0) + 1;
  if (seal.number !== number) return { reason: 'seal-missing', seal: number };
  const isWritable = seal.position > progress.position && !Number.isNaN(new Date(seal.time).getTime());
  if (!isWritable) return { reason: 'seal-altered', seal: seal.number };
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
