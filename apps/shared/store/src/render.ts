import type { Dialect } from './database.ts';
import { isSql, type Sql } from './sql.ts';

// A template without pieces has one array of parts for as long as the program runs: its text is made once.
const KNOWN: Readonly<Record<Dialect, WeakMap<readonly string[], string>>> = {
  sqlite: new WeakMap(),
  postgresql: new WeakMap(),
};

/** The text of a statement, with `?` (SQLite) or `$1`, `$2`, … (PostgreSQL) for its values. */
export function renderSql(statement: Sql, dialect: Dialect): string {
  if (!isSql(statement)) throw new TypeError('A statement is made by the tag sql.');
  const known = KNOWN[dialect].get(statement.parts);
  if (known !== undefined) return known;
  const text = renderParts(statement.parts, dialect);
  KNOWN[dialect].set(statement.parts, text);
  return text;
}

function renderParts(parts: readonly (string | undefined)[], dialect: Dialect): string {
  // an invalid escape (\d) leaves undefined in the parts of a tagged template
  if (parts.includes(undefined)) throw new TypeError('A statement has an invalid escape: write a backslash twice.');
  const values = (index: number) => (dialect === 'sqlite' ? '?' : `$${index}`);
  const text = parts
    .reduce<string>((done, part, index) => `${done}${index === 0 ? '' : values(index)}${part}`, '')
    .trim();
  if (/^(?:begin|start|commit|end|rollback|abort|savepoint|release)\b/i.test(text))
    throw new TypeError('A transaction is begun and ended by the method transaction alone.');
  return text;
}
