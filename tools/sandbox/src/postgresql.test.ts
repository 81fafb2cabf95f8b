import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, startCluster } from '@openxs2a/store/testing';
import { afterAll, expect, test } from 'vitest';
import { LIMIT, makeFolder, startInTest } from './main.fixture.ts';

const cluster: Cluster | undefined = await startCluster().catch(() => undefined);
afterAll(() => cluster?.stop());
const why = cluster === undefined ? ': no PostgreSQL comes up on this machine' : '';

test.skipIf(cluster === undefined)(
  `with DATABASE_URL the first bank keeps its state in a PostgreSQL, and the other one its own${why}`,
  { timeout: LIMIT },
  async () => {
    const data = join(makeFolder(), 'data');
    const args = ['--data', data, '--once'];
    const { code, err, out } = await startInTest('main.ts', args, { DATABASE_URL: cluster?.url ?? '' }).ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('PostgreSQL (DATABASE_URL)');
    expect(out).toContain('79 calls, 61 served and 18 refused');
    expect(existsSync(join(data, 'bank/bank.db'))).toBe(false);
    expect(existsSync(join(data, 'oauth-bank/bank.db'))).toBe(true);
  },
);
