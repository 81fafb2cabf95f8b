import type { QueryConfig } from 'pg';
import type { Value } from '../database.ts';
import { renderSql } from '../render.ts';
import type { Sql } from '../sql.ts';
import { checkValue } from '../value.ts';
import { COLUMN_TYPES } from './types.ts';

/** Bounds what every connection of the server keeps. */
const NAMED = 512;

/** Makes a query of a statement, or throws where a value cannot be stored. */
export type ToQuery = (statement: Sql) => QueryConfig<Value[]>;

/**
 * Makes queries of statements. The first texts get a name, under which each connection prepares them once; a program has a
 * few hundred, and those with lists of changing length that come after are planned each time.
 */
export function createQueries(): ToQuery {
  const names = new Map<string, string>();
  return (statement) => {
    const text = renderSql(statement, 'postgresql');
    for (const value of statement.values) checkValue(value);
    const query = { text, values: [...statement.values], types: COLUMN_TYPES };
    const name = names.get(text) ?? (names.size < NAMED ? `s${names.size}` : undefined);
    if (name === undefined) return query;
    names.set(text, name);
    return { ...query, name };
  };
}
