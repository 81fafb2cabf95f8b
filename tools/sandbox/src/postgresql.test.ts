import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, startCluster } from '@openxs2a/store/testing';
import { afterAll, expect, test } from 'vitest';
import { makeFolder, startInTest } from './main.fixture.ts';

const cluster: Cluster | undefined = await startCluster().catch(() => undefined);
afterAll(() => cluster?.stop());
const why = cluster === undefined ? ': no PostgreSQL comes up on this machine' : '';

test.skipIf(cluster === undefined)(
  `with DATABASE_URL the bank keeps its state in a PostgreSQL, and --reset leaves that alone${why}`,
  { timeout: 120_000 },
  async () => {
    const data = join(makeFolder(), 'data');
    const run = () =>
      startInTest('main.ts', ['--data', data, '--once', '--reset'], { DATABASE_URL: cluster?.url ?? '' }).ended;
    for (const _ of [1, 2]) {
      const { code, err, out } = await run();
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('PostgreSQL (DATABASE_URL)');
      expect(out).toContain('31 calls, 18 served and 13 refused');
    }
    expect(existsSync(join(data, 'bank/bank.db'))).toBe(false);
  },
);
