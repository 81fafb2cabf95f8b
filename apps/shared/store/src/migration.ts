import { createHash } from 'node:crypto';
import type { Dialect, Value } from './database.ts';
import { renderSql } from './render.ts';
import { isSql, type Sql } from './sql.ts';

/** A statement for both dialects, or one for each; where a dialect has none, it does without. */
export type MigrationStatement = Sql | { readonly [name in Dialect]?: Sql };

/** A step of a schema. Steps only go forward, and one that was ever applied is never changed. */
export interface Migration {
  /** Begins with a day and sorts as text: `2026-11-26-consents`. */
  readonly id: string;
  /** One statement each; all steps that are due are one transaction. */
  readonly statements: readonly MigrationStatement[];
}

/** What of a migration is run on a dialect. */
export function statementsFor(migration: Migration, dialect: Dialect): readonly Sql[] {
  return migration.statements.flatMap((statement) => {
    const own = isSql(statement) ? statement : statement[dialect];
    return own === undefined ? [] : [own];
  });
}

/** Stands for what a migration does on a dialect, however it is laid out. */
export function checksumOf(migration: Migration, dialect: Dialect): string {
  const statements = statementsFor(migration, dialect).map((statement) => [
    renderSql(statement, dialect).replace(/\s+/g, ' '),
    statement.values.map(toJson),
  ]);
  return createHash('sha256').update(JSON.stringify(statements)).digest('hex');
}

function toJson(value: Value): unknown {
  return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('hex') } : value;
}
