import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../open-database.ts';
import { type Sql, sql } from '../sql.ts';
import { type Cluster, startCluster } from './cluster.ts';

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

/** Schemas in the PostgreSQL of the URL, or in one that is brought up for this process and ends with it. */
export function createPostgresqlSource(url: string | undefined): Source {
  const schemas: string[] = [];
  const locate = async () => url ?? (await ownCluster()).url;
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

let cluster: Promise<Cluster> | undefined;

/** One for all test files of a process; its keeper ends it when the process is gone. */
function ownCluster(): Promise<Cluster> {
  cluster ??= startCluster();
  return cluster;
}

async function runOnce(url: string, statement: Sql): Promise<void> {
  const database = await openDatabase(url, { connections: 1 });
  try {
    await database.run(statement);
  } finally {
    await database.close();
  }
}
