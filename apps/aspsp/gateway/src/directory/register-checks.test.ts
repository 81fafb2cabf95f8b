import { openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { expect, onTestFinished, test } from 'vitest';
import { createClock } from '../gateway.fixture.ts';
import type { RegisterEntry, RegisterLookup } from '../register/register.ts';
import { createTppDirectory } from './directory.ts';
import { migrateGateway } from './migrations.ts';
import { createRegisterChecks } from './register-checks.ts';
import { saveTppSight } from './tpp.store.ts';

const TPP = 'PSDDE-BAFIN-100001';
const ENTRY: RegisterEntry = { legalName: 'Aurora', status: 'active', roles: ['PSP_AI'], source: 'test' };
const IDENTITY = {
  tppId: TPP,
  legalName: 'Aurora',
  roles: ['PSP_AI'],
  nca: { id: 'DE-BAFIN', name: 'BaFin' },
  qwac: { fingerprint: 'a', serialNumber: '1', issuer: 'CN=a', notAfter: 0, domains: [] },
} as const;

async function start(lookup: RegisterLookup) {
  const database = await openDatabase(':memory:');
  onTestFinished(() => database.close());
  const { clock, wait } = createClock();
  const log = await createEventLog(database, { namespace: 'bank', node: 'one', clock, sealEvery: false });
  await migrateGateway(database);
  await saveTppSight(database, { ...IDENTITY, at: clock().getTime() });
  const told: string[] = [];
  const checks = createRegisterChecks({
    database,
    log,
    clock,
    lookup,
    onDisagreement: (_, { result }) => told.push(result),
    onError: () => told.push('error'),
  });
  const check = async () => {
    checks.check(IDENTITY);
    await checks.close();
    return (await createTppDirectory({ database, log, clock }).find(TPP))?.register;
  };
  const logged = async () => (await log.read({ kind: 'tpp-register-checked' })).records.map(({ body }) => body);
  return { check, wait, told, logged };
}

test.each([
  ['that grants what the certificate says', async () => ENTRY, 'agrees', []],
  ['that grants more', async () => ({ ...ENTRY, roles: ['PSP_PI', 'PSP_AI'] as const }), 'agrees', []],
  ['that grants less', async () => ({ ...ENTRY, roles: ['PSP_PI'] as const }), 'differs', ['differs']],
  ['that has withdrawn it', async () => ({ ...ENTRY, status: 'withdrawn' as const }), 'differs', ['differs']],
  ['that does not know it', async () => undefined, 'unknown', ['unknown']],
  ['that cannot be asked', () => Promise.reject(new Error('no answer')), 'unavailable', ['error']],
] satisfies readonly (readonly [string, RegisterLookup, string, readonly string[]])[])(
  'a register %s is kept as evidence, and told where it speaks against the certificate',
  async (_, lookup, result, expected) => {
    const { check, told, logged } = await start(lookup);
    expect(await check()).toMatchObject({ result, at: expect.stringMatching(/^\d{4}-/) });
    expect(told).toEqual(expected);
    expect(await logged()).toEqual([expect.objectContaining({ result })]);
  },
);

test('it is asked once a day, and the log has what has changed', async () => {
  let entry = ENTRY;
  let asked = 0;
  const { check, wait, logged } = await start(async () => {
    asked += 1;
    return entry;
  });
  await check();
  await check();
  expect(asked).toBe(1);
  wait(24 * 60 * 60_000);
  await check();
  expect([asked, (await logged()).length]).toEqual([2, 1]);
  entry = { ...ENTRY, status: 'suspended' };
  wait(24 * 60 * 60_000);
  expect(await check()).toMatchObject({ result: 'differs', entry: { status: 'suspended' } });
  expect(await logged()).toHaveLength(2);
});
