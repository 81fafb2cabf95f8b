import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRandom } from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import { migrate, openDatabase } from '@openxs2a/store';
import { onTestFinished } from 'vitest';
import { initialise } from '../acts/initialise.ts';
import { type OpenQtsp, openQtsp } from '../acts/open-qtsp.ts';
import type { Qtsp } from '../acts/qtsp.ts';
import { sealLogWith } from '../acts/seal-log.ts';
import { toIssuingPolicy } from '../domain/addresses.ts';
import { openJournal } from '../store/journal.ts';
import { MIGRATIONS } from '../store/migrations.ts';

/** A clock that tests set. Starts at the real time, since OpenSSL looks at its own. */
export interface TestClock {
  (): Date;
  advance(milliseconds: number): void;
}

export function createTestClock(): TestClock {
  let now = Date.now();
  const advance = (milliseconds: number) => {
    now += milliseconds;
  };
  return Object.assign(() => new Date(now), { advance });
}

export const HOUR = 3_600_000;
export const PUBLIC_URL = 'http://pki.qtsp.localhost';

export const LIFETIMES = { qwac: 4320, qsealc: 17_520, credential: 8760, server: 720, responder: 168 };

export interface TestQtsp extends OpenQtsp {
  readonly clock: TestClock;
}

/** A certificate authority of its own for one test, in memory but for its keys. */
export async function createTestQtsp(
  overrides: Partial<Qtsp> & { readonly publicUrl?: string } = {},
): Promise<TestQtsp> {
  const { publicUrl = PUBLIC_URL, ...parts } = overrides;
  const folder = await mkdtemp(join(tmpdir(), 'qtsp-'));
  const database = parts.database ?? (await openDatabase(':memory:'));
  onTestFinished(async () => {
    if (parts.database === undefined) await database.close();
    await rm(folder, { recursive: true });
  });
  await migrate(database, MIGRATIONS, 'certificate-authority');
  const clock = createTestClock();
  const open = (name: string) =>
    openKeyStore({
      folder: join(folder, name),
      passphrase: `passphrase of ${name}`,
      random: systemRandom,
      cost: 2 ** 12,
    });
  const keys = await open('keys');
  const journal = await openJournal(database, { node: 'test', clock, sealEvery: false, ...(await sealLogWith(keys)) });
  const addresses = { publicUrl, secureUrl: 'https://qtsp.localhost' };
  await initialise({
    database,
    journal,
    clock,
    random: systemRandom,
    keys,
    rootKeys: await open('root'),
    keyKind: 'p-256',
    provider: { country: 'DE', name: 'Example Trust GmbH', organizationIdentifier: 'VATDE-123456789' },
    publicUrl,
    rootYears: 20,
    issuingYears: 10,
    rootCrlDays: 365,
  });
  const opened = await openQtsp({
    database,
    journal,
    clock,
    random: systemRandom,
    keys,
    policy: toIssuingPolicy(addresses),
    lifetimes: LIFETIMES,
    crlHours: 24,
    onError: (error) => {
      throw error;
    },
    ...parts,
  });
  return { ...opened, clock };
}
