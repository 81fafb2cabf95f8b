import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestBank } from '@openxs2a/bank/testing';
import { PRESETS } from '@openxs2a/profile';
import { startCluster } from '@openxs2a/store/testing';
import { descriptors } from '@openxs2a/xs2a/server';
import { afterAll, expect, test } from 'vitest';
import { OFFICIAL_MISSING } from '../support/official.ts';
import { hasSeal } from './by-hand.fixture.ts';
import { XS2A } from './interface.ts';
import { travel } from './journey.ts';
import { loadOfficial, OFFICIAL_VERSION } from './official.ts';
import { createTraveller } from './traveller.ts';

const OPERATIONS = Object.values(descriptors)
  .filter(({ id, path }) => /^\/v1\/(consents|accounts|card-accounts)/.test(path) && id !== 'getCheques')
  .map(({ id }) => id);
const PROFILES = { default: {}, ...PRESETS };

const official = await loadOfficial();
const against =
  OFFICIAL_VERSION === undefined ? `1.3.16 alone (${OFFICIAL_MISSING})` : `1.3.16 and ${OFFICIAL_VERSION}`;

const folder = await mkdtemp(join(tmpdir(), 'openxs2a-conformance-'));
const cluster = await startCluster().catch((error: Error) => error);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  if (!(cluster instanceof Error)) await cluster.stop();
});

const STORES: readonly { readonly store: string; readonly locate: (name: string) => string | undefined }[] = [
  { store: 'SQLite', locate: (name) => join(folder, `${name}.db`) },
  cluster instanceof Error
    ? { store: `PostgreSQL (skipped: ${cluster.message})`, locate: () => undefined }
    : { store: 'PostgreSQL', locate: () => cluster.url },
];
const ROADS = STORES.flatMap(({ store, locate }) =>
  Object.entries(PROFILES).map(([name, preset]) => ({ name, preset, store, database: locate(name) })),
);

for (const { name, preset, store, database } of ROADS)
  test.skipIf(database === undefined)(
    `account information from consent to its end, profile ${name} on ${store}: every answer is one of ${against}`,
    async () => {
      const profile = {
        ...preset,
        transactions: { ...('transactions' in preset ? preset.transactions : {}), pageSize: 12 },
      };
      const pages = 'sca' in preset && 'oauth' in preset.sca;
      const setting = { database: database ?? ':memory:', node: name, profile, pages };
      const bank = await openTestBank({ ...setting, demo: { entries: 20 } });
      try {
        const sealed = bank.profile.signature.sealAnswers;
        const interfaces = official === undefined ? [XS2A] : [XS2A, official];
        const traveller = createTraveller(await bank.tpp(), interfaces, (answer) =>
          expect(answer.headers.has('signature') && hasSeal(answer)).toBe(sealed),
        );
        await travel(bank, traveller);
        expect(OPERATIONS.filter((id) => ![...traveller.seen].some((one) => one.startsWith(`${id} 2`)))).toEqual([]);
      } finally {
        expect.soft(bank.errors).toEqual([]);
        await bank.close();
      }
    },
  );
