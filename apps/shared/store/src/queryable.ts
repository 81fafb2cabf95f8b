import type { Dialect, Queryable, Row } from './database.ts';
import type { Sql } from './sql.ts';

/** How a dialect runs one statement; what it throws at once is a rejection, too. */
export interface Executor {
  rows(statement: Sql): Promise<readonly object[]> | readonly object[];
  changes(statement: Sql): Promise<number> | number;
}

/** How a dialect runs the statements of a transaction. */
export interface TransactionExecutor extends Executor {
  /** Before the next one, or the commit. Where it fails, the transaction does. */
  later(statement: Sql): void;
}

export function createQueryable(dialect: Dialect, executor: Executor): Queryable {
  return {
    dialect,
    async all<Result extends object = Row>(statement: Sql): Promise<readonly Result[]> {
      // the caller says which columns the statement returns; the drivers cannot know
      return (await executor.rows(statement)) as readonly Result[];
    },
    async first<Result extends object = Row>(statement: Sql): Promise<Result | undefined> {
      const rows = await executor.rows(statement);
      if (rows.length > 1) throw new TypeError(`A statement for one row gave ${rows.length}.`);
      // as above
      return rows[0] as Result | undefined;
    },
    async run(statement) {
      return await executor.changes(statement);
    },
  };
}
