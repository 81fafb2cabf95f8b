import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { formatMoney } from '../money.ts';
import { ALICE, BOB, eur, IBANS, openTestLedger, transfer } from './ledger.fixture.ts';

forEachDatabase((_, open) => {
  test('what is booked is read with its reference, dates and balance, and counts in the balances', async () => {
    const { ledger, post } = await openTestLedger(open);
    const particulars = { debtorName: 'Employer', bankTransactionCode: 'PMNT-RCDT-SALA' };
    const [transactionId] = await post(transfer(ALICE, 250_000, { particulars, valueDate: '2026-11-27' }));
    const page = await ledger.listTransactions(ALICE, { bookingStatus: 'booked', order: 'newestFirst', limit: 10 });
    expect(page).toEqual({
      entries: [
        {
          ...{ bookingStatus: 'booked', transactionId, entryReference: '1-1', transactionAmount: eur(250_000) },
          ...{ bookingDate: '2026-11-26', valueDate: '2026-11-27', balanceAfterTransaction: eur(250_000) },
          ...particulars,
        },
      ],
      mark: '1',
    });
    const balances = await ledger.listBalances(ALICE);
    expect(balances?.map(({ balanceType, balanceAmount }) => `${balanceType} ${formatMoney(balanceAmount)}`)).toEqual([
      'closingBooked 0.00',
      'openingBooked 0.00',
      'interimBooked 2500.00',
      'expected 2500.00',
      'interimAvailable 2500.00',
      'forwardAvailable 2500.00',
    ]);
  });

  test('a pending entry keeps its transactionId when it is booked, with another amount, too', async () => {
    const { ledger, database, post } = await openTestLedger(open);
    await post(transfer(ALICE, 10_000));
    const particulars = { creditorName: 'Filling Station' };
    const [pending = ''] = await database.transaction((trx) =>
      ledger.hold(trx, [{ accountId: ALICE, amount: eur(-9_900), particulars }]),
    );
    expect(await ledger.findTransaction(ALICE, pending)).toMatchObject({ bookingStatus: 'pending' });
    expect(await post(transfer(ALICE, -4_210, { pending }))).toEqual([pending]);
    expect(await ledger.findTransaction(ALICE, pending)).toMatchObject({
      ...{ bookingStatus: 'booked', transactionAmount: eur(-4_210), ...particulars },
    });
    const both = await ledger.listTransactions(ALICE, { bookingStatus: 'both', order: 'oldestFirst', limit: 10 });
    expect(both?.entries.map(({ bookingStatus }) => bookingStatus)).toEqual(['booked', 'booked']);
    expect(await ledger.verify()).toEqual({ ok: true, journals: 2, entries: 4 });
  });

  test('an account is found by its IBAN, by its holder and by its id', async () => {
    const { ledger } = await openTestLedger(open);
    const [account] = await ledger.findAccounts({ iban: IBANS[BOB] });
    expect(account).toMatchObject({ id: BOB, iban: IBANS[BOB], currency: 'EUR' });
    const psu = await ledger.findPsu({ psuId: 'user-1' });
    expect(await ledger.listAccounts(psu?.id ?? '')).toEqual([account]);
    expect(await ledger.findAccount(BOB)).toEqual(account);
  });
});
