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
  readonly columns: readonly Column[];
}

interface Column {
  readonly name: string;
  /** Whether it is declared BOOLEAN: SQLite gives 0 and 1 for it. */
  readonly isBoolean: boolean;
}

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
  // the objects that node:sqlite makes are dictionaries, and reading a thousand of them takes longer than making them here
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name, type }) => ({ name, isBoolean: type?.toUpperCase() === 'BOOLEAN' }));
  return { statement, columns };
}

/** Integers go in as such: as the floating point number that node:sqlite makes of a number, 7 / 2 would be 3.5. */
function toInput(value: Value): SQLInputValue {
  checkValue(value);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  return typeof value === 'boolean' ? BigInt(value) : value;
}

function readRows({ statement, columns }: Prepared, inputs: SQLInputValue[]): readonly object[] {
  // as `setReturnArrays` has it
  const rows = statement.all(...inputs) as unknown as readonly (readonly SQLOutputValue[])[];
  return rows.map((values) => toRow(columns, values));
}

function toRow(columns: readonly Column[], values: readonly SQLOutputValue[]): object {
  const row: Record<string, SQLOutputValue | boolean> = {};
  columns.forEach(({ name, isBoolean }, index) => {
    const value = values[index] ?? null;
    row[name] = isBoolean && value !== null ? value !== 0 : value;
  });
  return row;
}
