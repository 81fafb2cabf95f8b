import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Dialect, openDatabase, sql } from '@openxs2a/store';
import { type Cluster, startCluster } from '@openxs2a/store/testing';
import { SCRATCH } from '../paths.ts';
import type { Issued } from './authority.ts';
import { startChild } from './child.ts';
import type { Setting } from './setting.ts';

export interface Stores {
  /** Of a filled store. */
  settingOf(dialect: Dialect, consents: number): Setting;
  close(): Promise<void>;
}

const FILLING = fileURLToPath(new URL('./filling.ts', import.meta.url));
const FOLDER = join(SCRATCH, 'bank');
/** On disk before it answers, as a bank has it; memory for its pages, as anybody gives it. */
export const SETTINGS = ['fsync=on', 'shared_buffers=1GB', 'max_wal_size=4GB'];

/** Makes and fills a store of each kind and size. They are removed when they are closed. */
export async function openStores(issued: Issued, sizes: readonly number[]): Promise<Stores> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const cluster = await startCluster({ settings: SETTINGS });
  const settingOf = (dialect: Dialect, consents: number): Setting => {
    const { server, anchors, intermediates, revoked, tppId } = issued;
    const database = dialect === 'sqlite' ? join(FOLDER, `${consents}.db`) : urlOf(cluster, consents);
    return { database, consents, server, anchors, intermediates, revoked, tppId };
  };
  const close = async () => {
    await cluster.stop();
    rmSync(FOLDER, { recursive: true, force: true });
  };
  try {
    await createDatabases(cluster, sizes);
    const fillAll = async (dialect: Dialect) => {
      for (const size of sizes) await fillOne(settingOf(dialect, size));
    };
    await Promise.all([fillAll('sqlite'), fillAll('postgresql')]);
  } catch (error) {
    await close();
    throw error;
  }
  return { settingOf, close };
}

const nameOf = (consents: number) => `bank_${consents}`;

function urlOf({ url }: Cluster, consents: number): string {
  const own = new URL(url);
  own.pathname = `/${nameOf(consents)}`;
  return own.href;
}

async function createDatabases({ url }: Cluster, sizes: readonly number[]): Promise<void> {
  const database = await openDatabase(url);
  for (const size of sizes) await database.run(sql`CREATE DATABASE ${sql.identifier(nameOf(size))}`);
  await database.close();
}

async function fillOne(setting: Setting): Promise<void> {
  const child = startChild<Setting, object>(FILLING);
  await child.ask(setting);
  child.stop();
}
