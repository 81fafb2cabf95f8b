import type { DatabaseSync } from 'node:sqlite';
import type { NameConstraint } from './errors.ts';

/**
 * SQLite reports which columns were to be unique, PostgreSQL by which constraint. This names the constraint as PostgreSQL
 * does: a unique index by its name, what a table declares as `<table>_pkey` or `<table>_<columns>_key`.
 */
export function createConstraintNames(connection: DatabaseSync): NameConstraint {
  return (table, columns, primary) => {
    if (primary) return `${table}_pkey`;
    return findIndex(connection, table, columns) ?? `${table}_${columns.join('_')}_key`;
  };
}

function findIndex(connection: DatabaseSync, table: string, columns: readonly string[]): string | undefined {
  const indexes = connection
    .prepare(`SELECT l.name, (SELECT group_concat(i.name, ',') FROM pragma_index_info(l.name) i) AS columns
              FROM pragma_index_list(?) l WHERE l."unique" = 1 AND l.origin = 'c'`)
    .all(table);
  const found = indexes.find((index) => index['columns'] === columns.join(','));
  return found === undefined ? undefined : String(found['name']);
}
