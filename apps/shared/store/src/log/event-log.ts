import type { Database, Queryable, Row, Transaction } from '../database.ts';
import { migrate } from '../migrate.ts';
import type { Sql } from '../sql.ts';
import { changeAndAppend, insertEntry } from './append.ts';
import { type LogEntry, toColumns } from './entry.ts';
import { createLogReader, type LogReader } from './log-reader.ts';
import { type Repeat, repeatUnreferenced } from './repeat.ts';
import type { CheckSeal, SealKey } from './seal-key.ts';
import { type LogHead, sealBatch } from './sealing.ts';
import { createLogMigrations, namespaceOfTables, nameTables } from './tables.ts';

export interface EventLogOptions {
  /** Names the log's tables: lower case letters, digits and `_`, at most 30. */
  readonly namespace: string;
  /** Names this process among those that share the database; the same again after a restart. */
  readonly node: string;
  readonly clock: () => Date;
  /** Milliseconds between seals, 1000 if not given; `false` leaves sealing to calls of `seal`. */
  readonly sealEvery?: number | false;
  readonly sealKey?: SealKey;
  readonly checkSeal?: CheckSeal;
  readonly repeat?: Repeat;
  /** Told why sealing failed; it is tried again at the next turn. By default the process warns. */
  readonly onError?: (error: unknown) => void;
}

/** An append-only log that shows whether it was changed afterwards. */
export interface EventLog extends LogReader {
  /** Appends as part of the transaction, or by itself: on disk when it resolves. */
  append(queryable: Queryable, entry: LogEntry): Promise<void>;
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
  const seal = createSealing(database, { namespace, node, tables, clock, key: sealKey });
  const stop = sealEvery === false ? undefined : repeat(() => seal().then(() => undefined, onError), sealEvery);
  return {
    ...createLogReader(database, { namespace, tables, check: checkSeal }),
    statement,
    seal,
    async append(queryable, entry) {
      await queryable.run(statement(entry));
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

/** One after the other, each until what was there is sealed. What was made is remembered, so that its loss is noticed. */
function createSealing(database: Database, options: Parameters<typeof sealBatch>[1]): EventLog['seal'] {
  let head: LogHead | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const sealAll = async (): Promise<LogHead | undefined> => {
    let more = true;
    while (more) ({ head, more } = await sealBatch(database, options, head));
    return head;
  };
  return () => {
    const done = last.then(sealAll, sealAll);
    last = done.catch(() => undefined);
    return done;
  };
}
