import { type Database, openDatabase } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { migrateGateway } from '../directory/migrations.ts';
import { createClock } from '../gateway.fixture.ts';
import { createKpiCounter } from './kpi.ts';
import { createKpiReader } from './kpi-reader.ts';

const MINUTE = 60_000;
const TIME_ZONE = 'Europe/Berlin';
const unexpected = (error: unknown) => {
  throw error;
};

async function openKpi(database: Database, start: string) {
  await migrateGateway(database);
  const { clock, wait } = createClock(new Date(start));
  const node = (onError = unexpected) =>
    createKpiCounter({ database, clock, timeZone: TIME_ZONE, every: false, onError });
  const reader = createKpiReader({ database, clock, timeZone: TIME_ZONE });
  return { node, reader, wait };
}

async function openMemory(): Promise<Database> {
  const database = await openDatabase(':memory:');
  onTestFinished(() => database.close());
  return database;
}

forEachDatabase((name, open) => {
  test(`AVL-KPI-002 what several nodes count is the sum of a day and a service (${name})`, async () => {
    const { node, reader } = await openKpi(await open(), '2026-11-26T09:00:00Z');
    const nodes = [node(), node()];
    for (const each of nodes) {
      each.count({ service: 'AIS', status: 200, milliseconds: 10 });
      each.count({ service: 'AIS', status: 500, milliseconds: 30 });
      each.count({ service: 'PIIS', status: 404, milliseconds: 5 });
      each.count({ service: 'SBS', status: 201, milliseconds: 7 });
      each.count({ service: undefined, status: 200, milliseconds: 1_000 });
      await each.flush();
    }
    const [day] = await reader.days('2026-11-26', '2026-11-26');
    expect(day?.services).toEqual([
      { service: 'AIS', requests: 4, faults: 2, averageMilliseconds: 20 },
      { service: 'PIS', requests: 2, faults: 0, averageMilliseconds: 7 },
      { service: 'PIIS', requests: 2, faults: 0, averageMilliseconds: 5 },
    ]);
  });

  test(`AVL-KPI-004 a minute in which any node served is up, once (${name})`, async () => {
    const { node, reader, wait } = await openKpi(await open(), '2026-11-26T09:00:00Z');
    const [one, other] = [node(), node()];
    for (let minute = 0; minute < 10; minute += 1) {
      if (minute < 8) await one.flush();
      if (minute < 4) await other.flush();
      wait(MINUTE);
    }
    expect(await reader.days('2026-11-26', '2026-11-26')).toMatchObject([{ uptime: 80, downtime: 20 }]);
  });
});

test('AVL-KPI-002 a day is that of the bank, and days before the first that was measured are left out', async () => {
  const { node, reader, wait } = await openKpi(await openMemory(), '2026-11-26T22:30:00Z');
  const counter = node();
  counter.count({ service: 'AIS', status: 200, milliseconds: 1 });
  await counter.flush();
  wait(60 * MINUTE);
  counter.count({ service: 'AIS', status: 200, milliseconds: 1 });
  await counter.flush();
  wait(MINUTE);
  const days = await reader.days('2026-10-01', '2026-12-31');
  expect(days.map(({ day, services }) => [day, services[0]?.requests])).toEqual([
    ['2026-11-26', 1],
    ['2026-11-27', 1],
  ]);
});

test('AVL-KPI-004 a day in which nothing ran is down, all of it', async () => {
  const { node, reader, wait } = await openKpi(await openMemory(), '2026-11-24T22:59:00Z');
  await node().flush();
  wait(3 * 24 * 60 * MINUTE);
  const days = await reader.days('2026-11-24', '2026-11-27');
  expect(days.map(({ day, uptime, downtime }) => [day, uptime, downtime])).toEqual([
    ['2026-11-24', 100, 0],
    ['2026-11-25', 0, 100],
    ['2026-11-26', 0, 100],
    ['2026-11-27', 0, 100],
  ]);
});

test('AVL-KPI-004 whatever ran and when, uptime and downtime are within 0 and 100 and add up to 100', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 20 }), async (steps) => {
      const database = await openDatabase(':memory:');
      const { node, reader, wait } = await openKpi(database, '2026-10-24T12:00:00Z');
      const counter = node();
      for (const step of steps) {
        await counter.flush();
        wait(step * MINUTE);
      }
      for (const { uptime, downtime } of await reader.days('2026-10-01', '2026-12-31')) {
        expect(uptime).toBeGreaterThanOrEqual(0);
        expect(downtime).toBeGreaterThanOrEqual(0);
        expect(uptime + downtime).toBeCloseTo(100);
      }
      await database.close();
    }),
    { numRuns: 25 },
  );
});

test('what could not be written is counted later, and the minute is not up', async () => {
  const database = await openMemory();
  const { node, reader, wait } = await openKpi(database, '2026-11-26T09:00:00Z');
  await node().flush();
  wait(MINUTE);
  const errors: unknown[] = [];
  let isBroken = true;
  const broken: Database = {
    ...database,
    transaction: (...asked: Parameters<Database['transaction']>) =>
      isBroken ? Promise.reject(new Error('no disk')) : database.transaction(...asked),
  } as Database; // the one member that writes is replaced
  const counter = createKpiCounter({
    database: broken,
    clock: () => new Date('2026-11-26T09:01:00Z'),
    timeZone: TIME_ZONE,
    every: false,
    onError: (error) => void errors.push(error),
  });
  counter.count({ service: 'AIS', status: 200, milliseconds: 4 });
  await counter.flush();
  expect(errors).toHaveLength(1);
  isBroken = false;
  await counter.close();
  wait(MINUTE);
  const [day] = await reader.days('2026-11-26', '2026-11-26');
  expect(day?.services[0]).toMatchObject({ requests: 1, averageMilliseconds: 4 });
});
