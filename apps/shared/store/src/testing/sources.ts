import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../open-database.ts';
import { type Sql, sql } from '../sql.ts';
import { startCluster } from './cluster.ts';

/** Where empty databases come from. */
export interface Source {
  /** The location of a new, empty database. */
  create(): Promise<string>;
  /** Removes what was created. */
  remove(): Promise<void>;
}

/** Files in a folder of their own. */
export function createSqliteSource(): Source {
  const folders: string[] = [];
  return {
    async create() {
      const folder = mkdtempSync(join(tmpdir(), 'openxs2a-sqlite-'));
      folders.push(folder);
      return join(folder, 'test.db');
    },
    async remove() {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Schemas in the PostgreSQL of the URL; without one, in a database of this process's own, in the cluster of
 * `TEST_CLUSTER_URL` or one that is brought up for this process and ends with it.
 */
export function createPostgresqlSource(url: string | undefined): Source {
  const schemas: string[] = [];
  const locate = async () => url ?? (await ownDatabase());
  return {
    async create() {
      const schema = `test_${randomBytes(8).toString('hex')}`;
      await runOnce(await locate(), sql`CREATE SCHEMA ${sql.identifier(schema)}`);
      schemas.push(schema);
      const location = new URL(await locate());
      location.searchParams.set('options', `-c search_path=${schema}`);
      return location.href;
    },
    async remove() {
      for (const schema of schemas.splice(0))
        await runOnce(await locate(), sql`DROP SCHEMA ${sql.identifier(schema)} CASCADE`);
    },
  };
}

let database: Promise<string> | undefined;

/** One for all tests of a process, so that locks of others are not met. It goes with its cluster. */
function ownDatabase(): Promise<string> {
  const shared = process.env['TEST_CLUSTER_URL'];
  database ??= shared === undefined ? startCluster().then(({ url }) => url) : createDatabase(shared);
  return database;
}

async function createDatabase(cluster: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await runOnce(cluster, sql`CREATE DATABASE ${sql.identifier(name)}`);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}

async function runOnce(url: string, statement: Sql): Promise<void> {
  const database = await openDatabase(url, { connections: 1 });
  try {
    await database.run(statement);
  } finally {
    await database.close();
  }
}
