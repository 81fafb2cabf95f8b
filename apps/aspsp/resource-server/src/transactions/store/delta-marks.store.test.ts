import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { type DeltaKey, findDeltaMark, keepDeltaMark } from './delta-marks.store.ts';
import { prepareTransactions } from './migrations.ts';

const KEY: DeltaKey = { tppId: 'PSDDE-BAFIN-1', psuId: 'psu', accountId: 'account', bookingStatus: 'booked' };

forEachDatabase((_, open) => {
  const openStore = async () => {
    const database = await open();
    await prepareTransactions(database);
    // as every start does
    await prepareTransactions(database);
    return database;
  };

  test('AIS-TRX-024 a mark is kept, and a later one takes its place', async () => {
    const database = await openStore();
    expect(await findDeltaMark(database, KEY)).toBeUndefined();
    await keepDeltaMark(database, KEY, { mark: 'first', begunAt: 1000 });
    await keepDeltaMark(database, KEY, { mark: 'second', begunAt: 2000 });
    expect(await findDeltaMark(database, KEY)).toBe('second');
  });

  test('AIS-TRX-024 the mark of a report that was begun before takes nothing back', async () => {
    const database = await openStore();
    await keepDeltaMark(database, KEY, { mark: 'second', begunAt: 2000 });
    await keepDeltaMark(database, KEY, { mark: 'first', begunAt: 1999 });
    expect(await findDeltaMark(database, KEY)).toBe('second');
  });

  test.each([
    { tppId: 'PSDDE-BAFIN-2' },
    { psuId: 'somebody' },
    { accountId: 'another' },
    { bookingStatus: 'pending' },
  ])('AIS-TRX-024 a mark is none of %o', async (other) => {
    const database = await openStore();
    await keepDeltaMark(database, KEY, { mark: 'mark', begunAt: 1000 });
    expect(await findDeltaMark(database, { ...KEY, ...other })).toBeUndefined();
  });

  test('many reports that end at once leave the mark of the last one begun', async () => {
    const database = await openStore();
    const marks = Array.from({ length: 20 }, (_, begunAt) => ({ mark: `mark-${begunAt}`, begunAt }));
    await Promise.all(marks.map((mark) => keepDeltaMark(database, KEY, mark)));
    expect(await findDeltaMark(database, KEY)).toBe('mark-19');
  });
});
