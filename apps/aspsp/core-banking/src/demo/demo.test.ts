import { sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { LAWS } from '../contract.ts';
import { describeDemo, loadDemo } from '../demo.ts';
import { createLedger, prepareLedger } from '../ledger/ledger.ts';

const TODAY = '2026-11-26';

forEachDatabase((_, open) => {
  const openDemo = async (entries: number) => {
    const database = await open();
    await prepareLedger(database);
    const clock = () => new Date(`${TODAY}T09:00:00Z`);
    const random = { uuid: () => 'unused' };
    const ledger = createLedger({ database, clock, random, panKey: new Uint8Array(32) });
    const load = () => loadDemo(database, ledger, { today: TODAY, entries });
    return { database, ledger, load };
  };

  test('the ledger with the demo bank keeps every law of core banking', async () => {
    const { ledger, load } = await openDemo(50);
    expect(await load()).toBe(true);
    expect(await ledger.verify()).toMatchObject({ ok: true });
    const broken: string[] = [];
    for (const law of LAWS)
      await law
        .check(ledger, describeDemo({ today: TODAY }))
        .catch((error: unknown) => broken.push(`${law.name}: ${error}`));
    expect(broken).toEqual([]);
  });

  test('loading twice changes nothing', async () => {
    const { database, ledger, load } = await openDemo(20);
    await load();
    const read = () =>
      Promise.all([
        database.all(sql`SELECT * FROM ledger_entry ORDER BY journal, ordinal`),
        database.all(sql`SELECT * FROM ledger_account ORDER BY id`),
        database.all(sql`SELECT * FROM ledger_hold ORDER BY transaction_id`),
      ]);
    const before = await read();
    expect(await load()).toBe(false);
    expect(await loadDemo(database, ledger, { today: '2027-01-01', seed: 7, entries: 30 })).toBe(false);
    expect(await read()).toEqual(before);
  });
});
