import { renderSql } from '../render.ts';
import type { Sql } from '../sql.ts';
import { checkValue } from '../value.ts';
import type { Statement } from './send.ts';

/** Bounds what every connection of the server keeps. */
const NAMED = 512;

/** Renders a statement, or throws where a value cannot be stored. */
export type ToStatement = (statement: Sql) => Statement;

/**
 * Renders statements. The first texts get a name, under which each connection prepares them once; a program has a
 * few hundred, and those with lists of changing length that come after are planned each time.
 */
export function createStatements(): ToStatement {
  const names = new Map<string, string>();
  return (statement) => {
    const text = renderSql(statement, 'postgresql');
    const { values } = statement;
    for (const value of values) checkValue(value);
    const name = names.get(text) ?? (names.size < NAMED ? `s${names.size}` : undefined);
    if (name !== undefined) names.set(text, name);
    return { text, values, name };
  };
}
