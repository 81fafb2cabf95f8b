import type { Database, Queryable, Transaction } from '../database.ts';
import { StoreError } from '../error.ts';
import { type Sql, sql } from '../sql.ts';
import { beginChain, chainEntry, chainSeal, type Digest, type Seal, type Sealed, toSignedBytes } from './chain.ts';
import type { EntryRow } from './entry.ts';
import type { SealKey } from './seal-key.ts';
import type { LogTables } from './tables.ts';

export interface SealingOptions {
  readonly namespace: string;
  readonly node: string;
  readonly tables: LogTables;
  readonly clock: () => Date;
  readonly key: SealKey | undefined;
}

/** A point that a chain has passed. Kept elsewhere (printed, sent to another party), it shows whether the end was cut off. */
export interface LogHead {
  readonly node: string;
  /** Of a seal. */
  readonly number: number;
  readonly digest: Digest;
}

export interface SealRow extends Seal {
  readonly digest: Digest;
  readonly signature: Uint8Array | null;
}

export const SEAL_COLUMNS = sql`node, number, position, time, key, digest, signature`;

/** As many entries are sealed by one transaction; on SQLite it holds the event loop up. */
const BATCH = 500;

export interface SealedBatch {
  /** The last seal of the chain, undefined where there is none yet. */
  readonly head: LogHead | undefined;
  /** Whether there may be entries left. */
  readonly more: boolean;
  /** What it sealed. */
  readonly entries: readonly SealedEntry[];
  /** Whether somebody else has sealed this chain since the head that is known. */
  readonly isShared: boolean;
}

/** What was sealed, as it was appended: `body` is JSON. */
export type SealedEntry = Pick<EntryRow, 'kind' | 'actor' | 'subject' | 'body'>;

/**
 * Seals the oldest entries of the tail, as many as one seal takes. Nothing is locked: reading, hashing and signing come
 * before the transaction, and where somebody else sealed this chain meanwhile, keys of the tables reject it
 * (`ERR_STORE_CONFLICT`). Throws `ERR_STORE_LOG_BROKEN` where a head that is known is no longer in the chain.
 */
export async function sealBatch(database: Database, options: SealingOptions, known?: LogHead): Promise<SealedBatch> {
  const { tables, node } = options;
  const rows = await database.all<EntryRow>(sql`
    SELECT id, node, time, kind, actor, subject, body FROM ${tables.tail} WHERE node = ${node} ORDER BY id LIMIT ${BATCH}`);
  const head = await findHead(database, options, known);
  const isShared = known !== undefined && known.digest !== head?.digest;
  if (rows.length === 0) return { head: head && toHead(head), more: false, entries: [], isShared };
  const { entries, seal } = await chainRows(rows, head, options);
  await database.transaction((trx) => store(trx, tables, entries, seal), { isolation: 'read-committed' });
  return { head: toHead(seal), more: rows.length === BATCH, entries, isShared };
}

function toHead({ node, number, digest }: SealRow): LogHead {
  return { node, number, digest };
}

/** The last seal of the chain; throws where the one that is known to have been made is no longer there. */
async function findHead(
  database: Queryable,
  { tables, node }: SealingOptions,
  known: LogHead | undefined,
): Promise<SealRow | undefined> {
  const select = (condition: Sql) =>
    database.first<SealRow>(sql`SELECT ${SEAL_COLUMNS} FROM ${tables.seal} WHERE node = ${node} ${condition}`);
  const last = await select(sql`ORDER BY number DESC LIMIT 1`);
  if (known === undefined || known.digest === last?.digest) return last;
  const same = await select(sql`AND number = ${known.number}`);
  if (same?.digest === known.digest) return last;
  throw new StoreError(
    'ERR_STORE_LOG_BROKEN',
    `Seal ${known.number} of "${node}", which was made, is no longer there.`,
  );
}

type Chained = Sealed & { readonly digest: Digest };

async function chainRows(
  rows: readonly EntryRow[],
  head: SealRow | undefined,
  { namespace, node, clock, key }: SealingOptions,
): Promise<{ readonly entries: readonly Chained[]; readonly seal: SealRow }> {
  let digest = head?.digest ?? beginChain(namespace, node);
  let position = head?.position ?? 0;
  const entries = rows.map((row) => {
    position += 1;
    digest = chainEntry(digest, { ...row, position });
    return { ...row, position, digest };
  });
  const seal = { node, number: (head?.number ?? 0) + 1, position, time: clock().getTime(), key: key?.id ?? null };
  const sealed = chainSeal(digest, seal);
  const signature = key === undefined ? null : await key.sign(toSignedBytes(sealed));
  return { entries, seal: { ...seal, digest: sealed, signature } };
}

/** What was hashed is what stands in the tail, where nothing is changed: it moves inside of the database. */
async function store(trx: Transaction, tables: LogTables, entries: readonly Chained[], seal: SealRow): Promise<void> {
  for (const some of chunk(entries)) {
    const places = some.map(({ id, position, digest }) => sql`(${id}, ${position}, ${digest})`);
    const moved = await trx.run(sql`
      WITH place (id, position, digest) AS (VALUES ${sql.join(places)})
      INSERT INTO ${tables.entry} (position, id, node, time, kind, actor, subject, body, digest)
      SELECT CAST(place.position AS BIGINT), tail.id, node, time, kind, actor, subject, body, digest
      FROM place JOIN ${tables.tail} tail ON tail.id = CAST(place.id AS BIGINT)`);
    if (moved < some.length)
      throw new StoreError('ERR_STORE_CONFLICT', `Somebody else has sealed entries of "${seal.node}".`);
  }
  const { node, number, position, time, key, digest, signature } = seal;
  await trx.run(sql`DELETE FROM ${tables.tail} WHERE id IN
    (SELECT id FROM ${tables.entry} WHERE node = ${node} AND position > ${position - entries.length})`);
  await trx.run(sql`INSERT INTO ${tables.seal} (${SEAL_COLUMNS})
    VALUES (${sql.join([node, number, position, time, key, digest, signature])})`);
}

/** In pieces of few different sizes, so that few different statements are prepared. */
function chunk<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const pieces: (readonly Item[])[] = [];
  let rest = items;
  for (const size of [100, 10, 1])
    while (rest.length >= size) {
      pieces.push(rest.slice(0, size));
      rest = rest.slice(size);
    }
  return pieces;
}
