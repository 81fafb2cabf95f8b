import { openDatabase } from '@openxs2a/store';
import { beforeAll, expect, test } from 'vitest';
import { LAWS } from '../contract.ts';
import type { CoreBanking } from '../core-banking.ts';
import { describeDemo, loadDemo } from '../demo.ts';
import { createLedger, prepareLedger } from '../ledger.ts';
import { BREAKAGES } from './breakages.fixture.ts';

const TODAY = '2026-11-26';
const FIXTURE = describeDemo({ today: TODAY });
let core: CoreBanking;

beforeAll(async () => {
  const database = await openDatabase(':memory:');
  await prepareLedger(database);
  const clock = () => new Date(`${TODAY}T09:00:00Z`);
  const ledger = createLedger({ database, clock, random: { uuid: () => 'unused' }, panKey: new Uint8Array(32) });
  await loadDemo(database, ledger, { today: TODAY, entries: 20 });
  core = ledger;
});

test.each(BREAKAGES)('the law "$law" notices: $fault', async ({ law: name, says, breakCore }) => {
  const law = LAWS.find((law) => law.name === name);
  await expect(law?.check({ ...core, ...breakCore(core) }, FIXTURE)).rejects.toThrow(says);
});

test('every law can be broken', () => {
  const broken = new Set(BREAKAGES.map(({ law }) => law));
  expect(LAWS.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});

test('laws have names of their own', () => {
  expect(new Set(LAWS.map(({ name }) => name)).size).toBe(LAWS.length);
});
