import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { migrateGateway } from '../directory/migrations.ts';
import { createClock } from '../gateway.fixture.ts';
import { createTppRates, type TppRates } from './tpp-rates.ts';

const TPP = 'PSDDE-BAFIN-100001';

const takeMany = async (rates: TppRates, count: number, tppId = TPP): Promise<number> => {
  const verdicts = await Promise.all(Array.from({ length: count }, () => rates.take(tppId)));
  return verdicts.filter(({ allowed }) => allowed).length;
};

forEachDatabase((name, open) => {
  const start = async (limits: { burst: number; requestsPerSecond: number }, nodes = 1) => {
    const database = await open();
    await migrateGateway(database);
    const time = createClock();
    const rates = Array.from({ length: nodes }, () => createTppRates({ database, limits, clock: time.clock }));
    return { ...time, database, rates };
  };

  test('SEC-API-005 a burst passes, what is more is told when to come again, and time lets more through', async () => {
    const {
      rates: [rate],
      wait,
    } = await start({ burst: 5, requestsPerSecond: 2 });
    if (rate === undefined) throw new TypeError('there is one');
    expect(await takeMany(rate, 8)).toBe(5);
    expect(await rate.take(TPP)).toEqual({ allowed: false, retryAfter: 1 });
    wait(1_000);
    expect(await takeMany(rate, 8)).toBe(2);
    wait(3_600_000);
    expect(await takeMany(rate, 8)).toBe(5);
  });

  test('a TPP that comes too often takes nothing from the others', async () => {
    const {
      rates: [rate],
    } = await start({ burst: 2, requestsPerSecond: 1 });
    if (rate === undefined) throw new TypeError('there is one');
    expect(await takeMany(rate, 10)).toBe(2);
    expect(await takeMany(rate, 1, 'PSDDE-BAFIN-100002')).toBe(1);
  });

  // one process has an SQLite database to itself, and counts in memory
  if (name === 'sqlite') return;

  test('SEC-API-005 three nodes together let no more through than one', async () => {
    const { rates, wait } = await start({ burst: 40, requestsPerSecond: 40 }, 3);
    const all = async () => (await Promise.all(rates.map((rate) => takeMany(rate, 60)))).reduce((sum, n) => sum + n, 0);
    expect(await all()).toBe(40);
    expect(await all()).toBe(0);
    wait(500);
    expect(await all()).toBe(20);
  });

  test('what a node took and did not use within a second is lost, and not saved up', async () => {
    const { rates, wait } = await start({ burst: 40, requestsPerSecond: 40 }, 2);
    const [one, other] = rates;
    if (one === undefined || other === undefined) throw new TypeError('there are two');
    expect(await takeMany(one, 1)).toBe(1);
    expect(await takeMany(other, 60)).toBe(36);
    wait(1_000);
    expect((await takeMany(one, 60)) + (await takeMany(other, 60))).toBe(40);
  });

  test('an empty bucket is asked again only when there is something in it', async () => {
    const {
      rates: [rate],
      wait,
      database,
    } = await start({ burst: 1, requestsPerSecond: 1 });
    if (rate === undefined) throw new TypeError('there is one');
    expect(await takeMany(rate, 2)).toBe(1);
    await database.close();
    expect(await takeMany(rate, 100)).toBe(0);
    wait(1_000);
    await expect(rate.take(TPP)).rejects.toMatchObject({ code: 'ERR_STORE_CLOSED' });
    await expect(rate.take(TPP)).rejects.toMatchObject({ code: 'ERR_STORE_CLOSED' });
  });

  test('a node whose clock is behind gives nothing away', async () => {
    const {
      rates: [rate],
      database,
      wait,
    } = await start({ burst: 10, requestsPerSecond: 10 });
    if (rate === undefined) throw new TypeError('there is one');
    expect(await takeMany(rate, 20)).toBe(10);
    const limits = { burst: 10, requestsPerSecond: 10 };
    const late = createClock(new Date(Date.now() - 3_600_000));
    const behind = createTppRates({ database, limits, clock: late.clock });
    expect(await takeMany(behind, 20)).toBe(0);
    wait(100);
    expect(await takeMany(rate, 20)).toBe(1);
  });
});
