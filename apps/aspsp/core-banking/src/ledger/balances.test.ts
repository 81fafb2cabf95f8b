import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import type { Balance } from '../balance.ts';
import { formatMoney } from '../money.ts';
import { ALICE, CLEARING, eur, openTestLedger, transfer } from './ledger.fixture.ts';

function describe(balances: readonly Balance[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (balances ?? []).map(({ balanceType, balanceAmount, referenceDate = '' }) => [
      balanceType,
      `${formatMoney(balanceAmount)} ${referenceDate}`.trim(),
    ]),
  );
}

forEachDatabase((_, open) => {
  test('a day that is over is closed: its balance opens the next', async () => {
    const { ledger, post, setDay } = await openTestLedger(open);
    await post(transfer(ALICE, 10_000));
    setDay('2026-11-27');
    await post(transfer(ALICE, -2_500));
    expect(describe(await ledger.listBalances(ALICE))).toMatchObject({
      closingBooked: '100.00 2026-11-26',
      openingBooked: '100.00 2026-11-27',
      interimBooked: '75.00 2026-11-27',
    });
    setDay('2026-12-24');
    expect(describe(await ledger.listBalances(ALICE))).toMatchObject({
      closingBooked: '75.00 2026-12-23',
      interimBooked: '75.00 2026-12-24',
    });
  });

  test('holds take from what is available, announced receipts add to what is expected', async () => {
    const { ledger, database, post } = await openTestLedger(open);
    await post(transfer(ALICE, 10_000));
    await database.transaction((trx) =>
      ledger.hold(trx, [
        { accountId: ALICE, amount: eur(-3_000), particulars: {} },
        { accountId: ALICE, amount: eur(1_000), particulars: {}, valueDate: '2026-11-27' },
        { accountId: ALICE, amount: eur(500), particulars: {}, valueDate: '2026-11-30' },
      ]),
    );
    expect(describe(await ledger.listBalances(ALICE))).toMatchObject({
      interimBooked: '100.00 2026-11-26',
      expected: '85.00 2026-11-26',
      interimAvailable: '70.00 2026-11-26',
      forwardAvailable: '80.00 2026-11-27',
    });
  });

  test('the booked balance names its newest entry and when it changed', async () => {
    const { ledger, post } = await openTestLedger(open);
    await post(transfer(ALICE, 1), transfer(ALICE, 2));
    const booked = (await ledger.listBalances(ALICE))?.find(({ balanceType }) => balanceType === 'interimBooked');
    expect(booked).toMatchObject({
      lastCommittedTransaction: '2-1',
      lastChangeDateTime: new Date('2026-11-26T12:00:00Z'),
    });
  });

  test('a card account tells billed, unbilled and pending apart, and an entry knows whether it was billed', async () => {
    const { ledger, database, post } = await openTestLedger(open);
    const id = 'card';
    await database.transaction((trx) =>
      ledger.openAccount(trx, {
        ...{ kind: 'card', id, maskedPan: '999999xxxxxx0001', pan: '9999990000000001', currency: 'EUR' },
        ...{ status: 'enabled', usage: 'PRIV', owners: [], signatures: 1, debitAccounting: true, holders: ['psu-0'] },
        creditLimit: eur(100_000),
      }),
    );
    const read = async () => describe(await ledger.listBalances(id));
    await post(transfer(id, -5_000));
    expect(await read()).toMatchObject({ closingBooked: '0.00 2026-11-26', nonInvoiced: '-50.00 2026-11-26' });
    await database.transaction((trx) => ledger.bill(trx, id));
    await post(transfer(id, -700), transfer(id, 2_000, { settlesBill: true }));
    await database.transaction((trx) => ledger.hold(trx, [{ accountId: id, amount: eur(-100), particulars: {} }]));
    expect(await read()).toEqual({
      closingBooked: '-30.00 2026-11-26',
      nonInvoiced: '-7.00 2026-11-26',
      interimAvailable: '-37.00 2026-11-26',
      expected: '-38.00 2026-11-26',
    });
    const page = await ledger.listCardTransactions(id, { bookingStatus: 'both', order: 'oldestFirst', limit: 9 });
    expect(page?.entries.map(({ invoiced }) => invoiced)).toEqual([true, false, false, false]);
    expect(
      await ledger.listTransactions(id, { bookingStatus: 'booked', order: 'oldestFirst', limit: 9 }),
    ).toBeUndefined();
    expect(
      await ledger.listCardTransactions(ALICE, { bookingStatus: 'booked', order: 'oldestFirst', limit: 9 }),
    ).toBeUndefined();
  });

  test('the bank’s own accounts are nobody’s', async () => {
    const { ledger } = await openTestLedger(open);
    expect(await ledger.findAccount(CLEARING)).toBeUndefined();
    expect(await ledger.listBalances(CLEARING)).toBeUndefined();
    expect(await ledger.listStandingOrders(CLEARING)).toBeUndefined();
  });
});
