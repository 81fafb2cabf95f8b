import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { Value } from '../database.ts';
import { renderSql } from '../render.ts';
import type { Sql } from '../sql.ts';
import { checkValue } from '../value.ts';

/** Runs statements on one connection, at once: everything that SQLite does is done when the call returns. */
export interface Statements {
  rows(statement: Sql): readonly object[];
  changes(statement: Sql): number;
}

interface Prepared {
  readonly statement: StatementSync;
  /** The columns that are declared BOOLEAN: SQLite gives 0 and 1 for them. */
  readonly booleans: readonly string[];
}

type SqliteRow = Record<string, SQLOutputValue>;

const KEPT = 256;

/** Keeps the statements that were used last, prepared. */
export function createStatements(connection: DatabaseSync, toError: (error: unknown) => unknown): Statements {
  const kept = new Map<string, Prepared>();
  const prepare = (statement: Sql): Prepared => {
    const text = renderSql(statement, 'sqlite');
    const found = kept.get(text) ?? prepareText(connection, text);
    kept.delete(text);
    kept.set(text, found);
    const [oldest] = kept.size > KEPT ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return found;
  };
  const execute = <Result>(statement: Sql, run: (prepared: Prepared, inputs: SQLInputValue[]) => Result): Result => {
    try {
      return run(prepare(statement), statement.values.map(toInput));
    } catch (error) {
      throw toError(error);
    }
  };
  return {
    rows: (statement) => execute(statement, readRows),
    changes: (query) => execute(query, ({ statement }, inputs) => Number(statement.run(...inputs).changes)),
  };
}

function prepareText(connection: DatabaseSync, text: string): Prepared {
  const statement = connection.prepare(text);
  // SQLite would leave what follows the first statement, without a word
  if (statement.sourceSQL.length < text.replace(/[;\s]+$/, '').length) throw new TypeError('Two statements in one.');
  const booleans = statement.columns().filter(({ type }) => type?.toUpperCase() === 'BOOLEAN');
  return { statement, booleans: booleans.map(({ name }) => name) };
}

/** Integers go in as such: as the floating point number that node:sqlite makes of a number, 7 / 2 would be 3.5. */
function toInput(value: Value): SQLInputValue {
  checkValue(value);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  return typeof value === 'boolean' ? BigInt(value) : value;
}

function readRows({ statement, booleans }: Prepared, inputs: SQLInputValue[]): readonly object[] {
  const rows = statement.all(...inputs);
  return booleans.length === 0 ? rows : rows.map((row) => withBooleans(row, booleans));
}

function withBooleans(row: SqliteRow, booleans: readonly string[]): object {
  const read: Record<string, SQLOutputValue | boolean> = { ...row };
  for (const name of booleans) if (read[name] !== null) read[name] = read[name] !== 0;
  return read;
}
