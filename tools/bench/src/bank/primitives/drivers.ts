import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Dialect, Sql } from '@openxs2a/store';
import { Pool } from 'pg';
import { renderSql } from '../../../../../apps/shared/store/src/render.ts';

/** A statement whose text is made. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The driver of a store and nothing around it. */
export interface Driver {
  readonly dialect: Dialect;
  toQuery(statement: Sql): Query;
  /** Of as many requests at once: each with its statements, all on disk when it resolves. */
  write(requests: readonly (readonly Query[])[]): Promise<void>;
  read(query: Query): Promise<readonly { readonly body?: unknown }[]>;
}

export const openDriver = (location: string): Driver =>
  location.startsWith('postgresql:') ? openPostgresql(location) : openSqlite(location);

/** All that is there at once in one transaction, for one wait for the disk. */
function openSqlite(location: string): Driver {
  const connection = new DatabaseSync(location, { timeout: 5000 });
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const prepare = createCache((text) => connection.prepare(text));
  const run = ({ text, values }: Query) => prepare(text).all(...(values as SQLInputValue[])); // made by `toQuery`
  return {
    dialect: 'sqlite',
    toQuery: (statement) => ({
      text: renderSql(statement, 'sqlite'),
      values: statement.values.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
    }),
    async write(requests) {
      connection.exec('BEGIN IMMEDIATE');
      for (const queries of requests) for (const query of queries) run(query);
      connection.exec('COMMIT');
    },
    read: async (query) => run(query),
  };
}

function openPostgresql(connectionString: string): Driver {
  const pool = new Pool({ connectionString, max: 10 });
  // ends with PostgreSQL, which is ended before this process
  pool.on('error', () => undefined);
  let count = 0;
  const nameOf = createCache(() => `p${count++}`);
  const run = ({ text, values }: Query) => pool.query({ name: nameOf(text), text, values: [...values] });
  return {
    dialect: 'postgresql',
    toQuery: (statement) => ({ text: renderSql(statement, 'postgresql'), values: statement.values }),
    async write(requests) {
      await Promise.all(requests.flat().map(run));
    },
    read: async (query) => (await run(query)).rows,
  };
}

function createCache<Value>(make: (text: string) => Value): (text: string) => Value {
  const made = new Map<string, Value>();
  return (text) => {
    const found = made.get(text) ?? make(text);
    made.set(text, found);
    return found;
  };
}
