import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../database.ts';
import { StoreError } from '../error.ts';
import { createQueryable } from '../queryable.ts';
import { isReading } from '../reading.ts';
import { createScope } from '../scope.ts';
import type { Sql } from '../sql.ts';
import { runWork } from '../transaction.ts';
import { type ConnectionOptions, connectSqlite } from './connect.ts';
import { createConstraintNames } from './constraint-name.ts';
import { toStoreError } from './errors.ts';
import { createFrames } from './frames.ts';
import type { Session } from './session.ts';
import { createStatements, type Statements } from './statements.ts';
import { createStatementUnit, createTransactionUnit } from './units.ts';
import { createWriter } from './writer.ts';

export interface SqliteOptions extends ConnectionOptions {
  readonly transactionTimeout: number;
}

export function openSqlite(location: string, options: SqliteOptions): Database {
  const { writer: connection, reader } = connectSqlite(location, options);
  const nameConstraint = createConstraintNames(connection);
  const toError = (error: unknown) => toStoreError(error, nameConstraint);
  const writing = createStatements(connection, toError);
  const reading = reader === undefined ? undefined : createStatements(reader, toError);
  const frames = createFrames(connection);
  const session = { connection, statements: writing, frames };
  const writer = createWriter(connection, frames.alone, toError);
  const scope = createScope();
  let closing: Promise<void> | undefined;

  const refuse = (): void => {
    scope.refuseInside();
    if (closing !== undefined) throw new StoreError('ERR_STORE_CLOSED', 'The database is closed.');
  };
  const execute = <Result>(statement: Sql, run: (statements: Statements) => Result): Promise<Result> | Result => {
    refuse();
    const reads = isReading(statement);
    // the pages that were just written are at hand on the connection that wrote them; every other has to fetch them anew
    if (reads && !writer.isActive()) return run(writing);
    if (reads && reading !== undefined) return run(reading);
    return writer.add(createStatementUnit(() => run(writing)));
  };
  const close = async (): Promise<void> => {
    await writer.drained();
    reader?.close();
    connection.close();
  };
  return {
    kind: 'database',
    ...createQueryable('sqlite', {
      rows: (statement) => execute(statement, (statements) => statements.rows(statement)),
      changes: (statement) => execute(statement, (statements) => statements.changes(statement)),
    }),
    async transaction(work, { timeout = options.transactionTimeout } = {}) {
      refuse();
      const inside = (own: Session) => scope.enter(() => runWork('sqlite', own, work, timeout));
      // the writer starts it from wherever it is then; it is to see the caller's context
      return writer.add(createTransactionUnit(session, AsyncLocalStorage.bind(inside), toError));
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
