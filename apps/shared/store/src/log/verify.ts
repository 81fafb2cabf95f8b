import type { Database } from '../database.ts';
import { sql } from '../sql.ts';
import type { LogHead } from './sealing.ts';
import { type ChainOptions, type LogFault, type LogPlace, verifyChain } from './verify-chain.ts';

export interface VerifyOptions extends ChainOptions {
  /** Points that the chains are known to have passed. */
  readonly anchors: readonly LogHead[];
}

export interface LogEvidence {
  /** How many sealed entries were found in order. */
  readonly entries: number;
  /** How many entries wait for their seal; until then nothing shows whether they were changed. */
  readonly unsealed: number;
}

export type LogVerdict =
  | { readonly accepted: true; readonly evidence: LogEvidence & { readonly heads: readonly LogHead[] } }
  | { readonly accepted: false; readonly reason: LogFault; readonly evidence: LogEvidence & LogPlace };

/** Looks at every entry and seal of every node, page by page, in the order of their chains. */
export async function verifyLog(database: Database, options: VerifyOptions): Promise<LogVerdict> {
  const unsealed = await countUnsealed(database, options);
  const heads: LogHead[] = [];
  let entries = 0;
  for (const node of await listNodes(database, options)) {
    const anchors = options.anchors.filter((anchor) => anchor.node === node);
    const { fault, head, ...verdict } = await verifyChain(database, node, options, anchors);
    entries += verdict.entries;
    if (fault !== undefined)
      return { accepted: false, reason: fault.reason, evidence: { entries, unsealed, ...fault.place } };
    if (head !== undefined) heads.push(head);
  }
  return { accepted: true, evidence: { entries, unsealed, heads } };
}

async function countUnsealed(database: Database, { tables }: VerifyOptions): Promise<number> {
  const row = await database.first<{ unsealed: number }>(sql`SELECT count(*) AS unsealed FROM ${tables.tail}`);
  return row?.unsealed ?? 0;
}

/** One look-up a node, however many entries each has. */
async function listNodes(database: Database, { tables, anchors }: VerifyOptions): Promise<readonly string[]> {
  const nodes = new Set(anchors.map(({ node }) => node));
  for (const table of [tables.entry, tables.seal]) {
    let found: string | null | undefined = '';
    do {
      const row: { node: string | null } | undefined = await database.first(
        sql`SELECT min(node) AS node FROM ${table} WHERE node > ${found}`,
      );
      found = row?.node;
      if (found != null) nodes.add(found);
    } while (found != null);
  }
  return [...nodes].sort();
}
