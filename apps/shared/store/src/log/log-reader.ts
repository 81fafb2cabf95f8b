import type { Database } from '../database.ts';
import { checkMigrated, listNamespaces } from '../migrate.ts';
import { type LogFilter, type LogPage, readLog } from './read.ts';
import type { CheckSeal } from './seal-key.ts';
import type { LogHead } from './sealing.ts';
import { createLogMigrations, namespaceOfTables, nameTables } from './tables.ts';
import { type LogVerdict, type NodeVerdict, verifyLog, verifyNodes } from './verify.ts';
import type { ChainOptions } from './verify-chain.ts';

export interface LogVerifying extends Pick<ChainOptions, 'onSeal'> {
  /** Heads that were kept elsewhere: points that the chains are known to have passed. */
  readonly anchors?: readonly LogHead[];
}

/** A log as those see it who write nothing into it. */
export interface LogReader {
  /** Looks at everything that every node sealed, up to the first fault. */
  verify(options?: LogVerifying): Promise<LogVerdict>;
  /** The same node by node, and goes on with the next where one is broken. */
  verifyNodes(options?: LogVerifying): AsyncIterable<NodeVerdict>;
  read(filter?: LogFilter): Promise<LogPage>;
}

export interface LogReaderOptions {
  readonly namespace: string;
  readonly checkSeal?: CheckSeal | undefined;
}

/**
 * A log that is only looked at, say in a database that was opened `readOnly`: nothing is written, made or sealed. Rejects
 * with `ERR_STORE_MIGRATION_DUE` where there is no log of this namespace, or one that an older program made, and with
 * `ERR_STORE_MIGRATION_UNKNOWN` where a newer one did.
 */
export async function openLogReader(
  database: Database,
  { namespace, checkSeal }: LogReaderOptions,
): Promise<LogReader> {
  const tables = nameTables(namespace);
  await checkMigrated(database, createLogMigrations(namespace), namespaceOfTables(namespace));
  return createLogReader(database, { namespace, tables, check: checkSeal });
}

/** The namespaces of the logs that are in a database. */
export async function listLogs(database: Database): Promise<readonly string[]> {
  const all = await listNamespaces(database);
  const ending = namespaceOfTables('');
  return all.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
}

export function createLogReader(database: Database, chains: Omit<ChainOptions, 'onSeal'>): LogReader {
  return {
    verify: ({ anchors = [], onSeal } = {}) => verifyLog(database, { ...chains, anchors, onSeal }),
    verifyNodes: ({ anchors = [], onSeal } = {}) => verifyNodes(database, { ...chains, anchors, onSeal }),
    read: (filter = {}) => readLog(database, chains.tables, filter),
  };
}
