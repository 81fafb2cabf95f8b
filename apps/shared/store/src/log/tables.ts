import type { Migration } from '../migration.ts';
import { type Sql, sql } from '../sql.ts';
import { createGuards } from './guards.ts';

/** The tables of a log, named after its namespace. */
export interface LogTables {
  /** What was appended and is not sealed yet: small, and the only one that the hot path writes. */
  readonly tail: Sql;
  /** What is sealed. Rows are only ever added. */
  readonly entry: Sql;
  readonly seal: Sql;
  /** The name of whatever else belongs to the log. */
  name(suffix: string): Sql;
}

/** A namespace is at most 30 characters long, so that everything that is named after it has a name of its own. */
export function nameTables(namespace: string): LogTables {
  if (!/^[a-z][a-z0-9_]{0,29}$/.test(namespace)) throw new TypeError(`"${namespace}" is no namespace of a log.`);
  const name = (suffix: string) => sql.identifier(`${namespace}_log_${suffix}`);
  return { tail: name('tail'), entry: name('entry'), seal: name('seal'), name };
}

/** What the migrations of a log go by. */
export const namespaceOfTables = (namespace: string): string => `${namespace}_log`;

export function createLogMigrations(namespace: string): readonly Migration[] {
  const tables = nameTables(namespace);
  const { tail, entry, seal, name } = tables;
  const columns = sql`
    node TEXT NOT NULL,
    time BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT,
    subject TEXT,
    body TEXT NOT NULL`;
  return [
    {
      id: '2026-11-26-log',
      statements: [
        {
          sqlite: sql`CREATE TABLE ${tail} (id INTEGER PRIMARY KEY AUTOINCREMENT, ${columns})`,
          postgresql: sql`CREATE TABLE ${tail} (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ${columns})`,
        },
        sql`CREATE TABLE ${entry} (
          position BIGINT NOT NULL,
          id BIGINT NOT NULL,
          ${columns},
          digest TEXT NOT NULL,
          PRIMARY KEY (node, position)
        )`,
        sql`CREATE UNIQUE INDEX ${name('entry_id')} ON ${entry} (id)`,
        sql`CREATE INDEX ${name('entry_kind')} ON ${entry} (kind, id)`,
        sql`CREATE INDEX ${name('entry_actor')} ON ${entry} (actor, id)`,
        sql`CREATE INDEX ${name('entry_subject')} ON ${entry} (subject, id)`,
        sql`CREATE INDEX ${name('entry_time')} ON ${entry} (time)`,
        sql`CREATE TABLE ${seal} (
          node TEXT NOT NULL,
          number BIGINT NOT NULL,
          position BIGINT NOT NULL,
          time BIGINT NOT NULL,
          key TEXT,
          digest TEXT NOT NULL,
          signature BYTEA,
          PRIMARY KEY (node, number)
        )`,
        ...createGuards(tables),
      ],
    },
  ];
}
