import type { Database } from '../database.ts';
import { sql } from '../sql.ts';
import type { LogHead } from './sealing.ts';
import { type ChainOptions, type ChainVerdict, type LogFault, type LogPlace, verifyChain } from './verify-chain.ts';

export interface VerifyOptions extends ChainOptions {
  /** Points that the chains are known to have passed. */
  readonly anchors: readonly LogHead[];
}

/** What was found of one node. */
export interface NodeVerdict extends ChainVerdict {
  readonly node: string;
  /** How many entries wait for their seal; until then nothing shows whether they were changed. */
  readonly unsealed: number;
}

export interface LogEvidence {
  /** How many sealed entries were found in order. */
  readonly entries: number;
  /** As of a node, of all. */
  readonly unsealed: number;
}

export type LogVerdict =
  | { readonly accepted: true; readonly evidence: LogEvidence & { readonly heads: readonly LogHead[] } }
  | { readonly accepted: false; readonly reason: LogFault; readonly evidence: LogEvidence & LogPlace };

/** Looks at every entry and seal of every node, page by page, in the order of their chains, up to the first fault. */
export async function verifyLog(database: Database, options: VerifyOptions): Promise<LogVerdict> {
  const tails = await countUnsealed(database, options);
  const unsealed = [...tails.values()].reduce((sum, count) => sum + count, 0);
  const heads: LogHead[] = [];
  let entries = 0;
  for await (const { fault, seal, ...verdict } of verifyNodes(database, options)) {
    entries += verdict.entries;
    if (fault !== undefined)
      return { accepted: false, reason: fault.reason, evidence: { entries, unsealed, ...fault.place } };
    if (seal !== undefined) heads.push({ node: seal.node, number: seal.number, digest: seal.digest });
  }
  return { accepted: true, evidence: { entries, unsealed, heads } };
}

/** The same node by node, each up to its first fault. */
export async function* verifyNodes(database: Database, options: VerifyOptions): AsyncGenerator<NodeVerdict, void> {
  const tails = await countUnsealed(database, options);
  for (const node of new Set([...(await listSealing(database, options)), ...tails.keys()].sort())) {
    const anchors = options.anchors.filter((anchor) => anchor.node === node);
    yield { node, unsealed: tails.get(node) ?? 0, ...(await verifyChain(database, node, options, anchors)) };
  }
}

async function countUnsealed(database: Database, { tables }: VerifyOptions): Promise<ReadonlyMap<string, number>> {
  const rows = await database.all<{ node: string; unsealed: number }>(
    sql`SELECT node, count(*) AS unsealed FROM ${tables.tail} GROUP BY node`,
  );
  return new Map(rows.map(({ node, unsealed }) => [node, unsealed]));
}

/** One look-up a node, however many entries each has. */
async function listSealing(database: Database, { tables, anchors }: VerifyOptions): Promise<readonly string[]> {
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
  return [...nodes];
}
