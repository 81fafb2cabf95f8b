import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../database.ts';
import { StoreError } from '../error.ts';
import { createQueryable } from '../queryable.ts';
import { renderSql } from '../render.ts';
import { createScope } from '../scope.ts';
import type { Sql } from '../sql.ts';
import { runWork } from '../transaction.ts';
import { connectSqlite } from './connect.ts';
import { createConstraintNames } from './constraint-name.ts';
import { toStoreError } from './errors.ts';
import { createStatements, type Statements, toExecutor } from './statements.ts';
import { createStatementUnit, createTransactionUnit } from './units.ts';
import { createWriter } from './writer.ts';

export interface SqliteOptions {
  /** How long to wait for another process that writes to the file, in milliseconds. The event loop waits, too. */
  readonly busyTimeout: number;
}

export function openSqlite(location: string, { busyTimeout }: SqliteOptions): Database {
  const { writer: connection, reader } = connectSqlite(location, busyTimeout);
  const nameConstraint = createConstraintNames(connection);
  const toError = (error: unknown) => toStoreError(error, nameConstraint);
  const scope = createScope();
  const writer = createWriter(connection, toError);
  const writing = withErrors(createStatements(connection), toError);
  const reading = reader === undefined ? undefined : withErrors(createStatements(reader), toError);
  let closed = false;

  const refuse = (): void => {
    scope.refuseInside();
    if (closed) throw new StoreError('ERR_STORE_CLOSED', 'The database is closed.');
  };
  const execute = async <Result>(statement: Sql, run: (statements: Statements) => Result): Promise<Result> => {
    refuse();
    if (isRead(statement)) {
      if (reading !== undefined) return run(reading);
      if (!writer.isActive()) return run(writing);
    }
    const { promise, unit } = createStatementUnit(() => run(writing));
    writer.add(unit);
    // the unit's outcome is what `run` returned
    return (await promise) as Result;
  };
  return {
    kind: 'database',
    ...createQueryable('sqlite', {
      rows: (statement) => execute(statement, (statements) => statements.rows(statement)),
      changes: (statement) => execute(statement, (statements) => statements.changes(statement)),
    }),
    async transaction<Result>(work: Parameters<typeof runWork<Result>>[2]) {
      refuse();
      const inside = () => scope.enter(() => runWork('sqlite', toExecutor(writing), work));
      // the writer starts it from wherever it is then
      const { promise, unit } = createTransactionUnit(connection, AsyncLocalStorage.bind(inside), toError);
      writer.add(unit);
      // as above
      return (await promise) as Result;
    },
    async close() {
      if (closed) return;
      closed = true;
      await writer.drained();
      reader?.close();
      connection.close();
    },
  };
}

/** Sure to change nothing. What is not sure waits its turn with what does. */
function isRead(statement: Sql): boolean {
  const text = renderSql(statement, 'sqlite');
  return (
    /^(?:select|values)\b/i.test(text) || (/^with\b/i.test(text) && !/\b(?:insert|update|delete|replace)\b/i.test(text))
  );
}

function withErrors(statements: Statements, toError: (error: unknown) => unknown): Statements {
  const translate =
    <Result>(run: (statement: Sql) => Result) =>
    (statement: Sql): Result => {
      try {
        return run(statement);
      } catch (error) {
        throw toError(error);
      }
    };
  return { rows: translate(statements.rows), changes: translate(statements.changes) };
}
