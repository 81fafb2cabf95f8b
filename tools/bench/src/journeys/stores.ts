import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, openDatabase, sql } from '@openxs2a/store';
import { startCluster } from '@openxs2a/store/testing';
import { SETTINGS } from '../bank/stores.ts';
import { SCRATCH } from '../paths.ts';

/** Empty databases of both kinds: one for the bank, one for the primitives. */
export interface EmptyStores {
  locate(dialect: Dialect, name: 'bank' | 'primitives'): string;
  close(): Promise<void>;
}

const FOLDER = join(SCRATCH, 'journeys');
const NAMES = ['bank', 'primitives'] as const;

export async function openEmptyStores(): Promise<EmptyStores> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const cluster = await startCluster({ settings: SETTINGS });
  const database = await openDatabase(cluster.url);
  for (const name of NAMES) await database.run(sql`CREATE DATABASE ${sql.identifier(`journeys_${name}`)}`);
  await database.close();
  return {
    locate(dialect, name) {
      if (dialect === 'sqlite') return join(FOLDER, `${name}.db`);
      const url = new URL(cluster.url);
      url.pathname = `/journeys_${name}`;
      return url.href;
    },
    async close() {
      await cluster.stop();
      rmSync(FOLDER, { recursive: true, force: true });
    },
  };
}
