import type { Database, Row, Transaction } from '../database.ts';
import { StoreError } from '../error.ts';
import { migrate } from '../migrate.ts';
import type { Sql } from '../sql.ts';
import { changeAndAppend, changeAndAppendLater, insertEntry } from './append.ts';
import { type LogEntry, toColumns } from './entry.ts';
import { createLogReader, type LogReader } from './log-reader.ts';
import { type Repeat, repeatUnreferenced } from './repeat.ts';
import type { CheckSeal, SealKey } from './seal-key.ts';
import { type LogHead, type SealedEntry, type SealingOptions, sealBatch } from './sealing.ts';
import { createLogMigrations, namespaceOfTables, nameTables } from './tables.ts';

export interface EventLogOptions {
  /** Names the log's tables: lower case letters, digits and `_`, at most 30. */
  readonly namespace: string;
  /**
   * Names this process among those that share the database; the same again after a restart. Where two have the same, their
   * entries are in one chain, which both seal.
   */
  readonly node: string;
  readonly clock: () => Date;
  /** Milliseconds between seals, 1000 if not given; `false` leaves sealing to calls of `seal`. */
  readonly sealEvery?: number | false;
  readonly sealKey?: SealKey;
  readonly checkSeal?: CheckSeal;
  readonly repeat?: Repeat;
  /** Told why sealing failed; it is tried again at the next turn. By default the process warns. */
  readonly onError?: (error: unknown) => void;
  /**
   * Told once that another process seals under this name meanwhile; so is who never heard that a seal of its own was made, because the
   * database was lost just then. By default the process warns.
   */
  readonly onShared?: () => void;
  /** Gets what this process has sealed: each entry that was committed comes once, to one of those that share the name. */
  readonly onSealed?: (entries: readonly SealedEntry[]) => void;
}

/** An append-only log that shows whether it was changed afterwards. */
export interface EventLog extends LogReader {
  /** Appends as part of the transaction, at the latest when it is committed, or by itself: on disk when it resolves. */
  append(queryable: Database | Transaction, entry: LogEntry): Promise<void>;
  /** A change and its entry, of which nothing is asked (`Transaction.later`): one statement on PostgreSQL. */
  later(trx: Transaction, change: Sql, entry: LogEntry): void;
  /**
   * Runs a change that returns rows (`RETURNING`), and appends the entry if there was one: both or neither, one statement
   * on PostgreSQL. Resolves with the rows.
   */
  record<Result extends object = Row>(
    queryable: Database | Transaction,
    change: Sql,
    entry: LogEntry,
  ): Promise<readonly Result[]>;
  /** The `INSERT` of an entry, to be run in the caller's way; with a source (`FROM used`) once for each of its rows. */
  statement(entry: LogEntry, source?: Sql): Sql;
  /** Seals what this node appended and was committed before the call. Resolves with the last seal, if there is one. */
  seal(): Promise<LogHead | undefined>;
  /** Seals what is left and stops sealing. The database stays open. */
  close(): Promise<void>;
}

/** Opens the log, and makes its tables if they are not there. */
export async function createEventLog(database: Database, options: EventLogOptions): Promise<EventLog> {
  const { namespace, node, clock, sealEvery = 1000, sealKey, checkSeal } = options;
  const { repeat = repeatUnreferenced, onError = (error) => process.emitWarning(String(error)) } = options;
  const tables = nameTables(namespace);
  await migrate(database, createLogMigrations(namespace), namespaceOfTables(namespace));

  const statement = (entry: LogEntry, source?: Sql): Sql =>
    insertEntry(tables, toColumns(entry, node, clock()), source);
  const { onShared = () => process.emitWarning(`Another process has the name "${node}" in the log.`) } = options;
  const sealing = { namespace, node, tables, clock, key: sealKey };
  const seal = createSealing(database, sealing, { onShared, onSealed: options.onSealed ?? (() => undefined) });
  const stop = sealEvery === false ? undefined : repeat(() => seal().then(() => undefined, onError), sealEvery);
  return {
    ...createLogReader(database, { namespace, tables, check: checkSeal }),
    statement,
    seal,
    async append(queryable, entry) {
      if (queryable.kind === 'transaction') queryable.later(statement(entry));
      else await queryable.run(statement(entry));
    },
    later(trx, change, entry) {
      changeAndAppendLater(trx, change, statement(entry));
    },
    async record(queryable, change, entry) {
      return changeAndAppend(queryable, change, (source) => statement(entry, source));
    },
    async close() {
      stop?.();
      await seal();
    },
  };
}

type SealingListeners = Required<Pick<EventLogOptions, 'onShared' | 'onSealed'>>;

/** One after the other, each until what was there is sealed. What was made is remembered, so that its loss is noticed. */
function createSealing(database: Database, options: SealingOptions, listeners: SealingListeners): EventLog['seal'] {
  let head: LogHead | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const tellShared = once(listeners.onShared);
  const sealAll = async (): Promise<LogHead | undefined> => {
    let more = true;
    for (let lost = 0; more; ) {
      const batch = await sealBatch(database, options, head).catch(passConflict);
      if (batch === undefined || batch.isShared) tellShared();
      if (batch === undefined) {
        lost += 1;
        if (lost > LOST_RACES) throw new StoreError('ERR_STORE_CONFLICT', `The chain of "${options.node}" is taken.`);
      } else {
        ({ head, more } = batch);
        if (batch.entries.length > 0) listeners.onSealed(batch.entries);
      }
    }
    return head;
  };
  return () => {
    const done = last.then(sealAll, sealAll);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Each of them is a batch that somebody else has sealed. More, and something else is in the way: a row that no seal covers. */
const LOST_RACES = 20;

/** Undefined where another process was faster; its keys keep a chain from having two ends. */
function passConflict(error: unknown): undefined {
  if (!(error instanceof StoreError) || error.code !== 'ERR_STORE_CONFLICT') throw error;
}

function once(tell: () => void): () => void {
  let isTold = false;
  return () => {
    if (!isTold) tell();
    isTold = true;
  };
}
