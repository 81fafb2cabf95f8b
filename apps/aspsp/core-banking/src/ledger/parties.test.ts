import { sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import type { Psu } from '../psu.ts';
import type { AccountReference } from '../reference.ts';
import type { StandingOrder } from '../standing-order.ts';
import { ALICE, eur, openTestLedger } from './ledger.fixture.ts';
import { createLedger } from './ledger.ts';
import type { NewAccount } from './open-account.ts';

const PAN = '9999991234567894';
const NAMED: NewAccount = {
  ...{ kind: 'card', id: 'named', maskedPan: '999999xxxxxx7894', pan: PAN, currency: 'EUR', status: 'enabled' },
  ...{ usage: 'PRIV', owners: [], signatures: 1, debitAccounting: false, holders: ['psu-0'] },
  ...{ bban: 'DEMO1', msisdn: '+49 30 901820', other: { identification: 'W-1', issuer: 'Demo' } },
};

forEachDatabase((_, open) => {
  test.each<AccountReference>([
    { pan: PAN },
    { maskedPan: '999999xxxxxx7894' },
    { bban: 'DEMO1' },
    { msisdn: '+4930901820' },
    { other: { issuer: 'Demo', identification: 'W-1' } },
    { pan: PAN, currency: 'EUR' },
    { pan: PAN, maskedPan: '999999xxxxxx7894' },
  ])('%o leads to the account', async (reference) => {
    const { ledger, database } = await openTestLedger(open);
    await database.transaction((trx) => ledger.openAccount(trx, NAMED));
    expect((await ledger.findAccounts(reference)).map(({ id }) => id)).toEqual(['named']);
  });

  test.each<AccountReference>([
    { pan: '9999991234567895' },
    { pan: PAN, currency: 'USD' },
    { pan: PAN, bban: 'DEMO2' },
    { other: { identification: 'W-1' } },
    { bban: "' OR 1=1 --" },
    {},
  ])('%o leads to none', async (reference) => {
    const { ledger, database } = await openTestLedger(open);
    await database.transaction((trx) => ledger.openAccount(trx, NAMED));
    expect(await ledger.findAccounts(reference)).toEqual([]);
  });

  test('a card number is on no disk, and nobody gets one', async () => {
    const { ledger, database } = await openTestLedger(open);
    await database.transaction((trx) => ledger.openAccount(trx, NAMED));
    const rows = [
      await database.all(sql`SELECT * FROM ledger_account`),
      await database.all(sql`SELECT * FROM ledger_account_name`),
      await ledger.listAccounts('psu-0'),
    ];
    expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(PAN);
  });

  test('without a key card numbers are neither taken nor looked up', async () => {
    const { database } = await openTestLedger(open);
    const ledger = createLedger({ database, clock: () => new Date(0), random: { uuid: () => 'id' } });
    await expect(database.transaction((trx) => ledger.openAccount(trx, NAMED))).rejects.toThrow(TypeError);
    expect(await ledger.findAccounts({ pan: PAN })).toEqual([]);
  });

  test('an id is given to one account, and holders are PSUs that are there', async () => {
    const { ledger, database } = await openTestLedger(open);
    const openAs = (account: NewAccount) => database.transaction((trx) => ledger.openAccount(trx, account));
    await expect(openAs({ ...NAMED, id: ALICE })).rejects.toMatchObject({ code: 'ERR_LEDGER_CONFLICT' });
    await expect(openAs({ ...NAMED, holders: ['nobody'] })).rejects.toMatchObject({
      code: 'ERR_LEDGER_ACCOUNT_UNKNOWN',
    });
    for (const creditLimit of [eur(-1n), { currency: 'USD', minorUnits: 1n }])
      await expect(openAs({ ...NAMED, creditLimit })).rejects.toMatchObject({ code: 'ERR_LEDGER_AMOUNT' });
    expect(await ledger.findAccount('named')).toBeUndefined();
  });

  test('a PSU is found in the role that is meant', async () => {
    const { ledger, database } = await openTestLedger(open);
    const roles: readonly Psu[] = [
      { id: 'a', psuId: 'anna', psuIdType: 'ONLINE', name: 'Anna', status: 'active' },
      { id: 'b', psuId: 'anna', corporateId: 'one', corporateIdType: 'LEI', name: 'Anna of One', status: 'active' },
      { id: 'c', psuId: 'bert', corporateId: 'one', name: 'Bert of One', status: 'blocked' },
      { id: 'd', psuId: 'cleo', corporateId: 'one', name: 'Cleo of One', status: 'active' },
      { id: 'e', psuId: 'cleo', corporateId: 'two', name: 'Cleo of Two', status: 'active' },
    ];
    for (const psu of roles) await database.transaction((trx) => ledger.addPsu(trx, psu));
    const find = async (reference: Parameters<typeof ledger.findPsu>[0]) => (await ledger.findPsu(reference))?.id;
    expect(await find({ psuId: 'anna' })).toBe('a');
    expect(await find({ psuId: 'anna', psuIdType: 'ONLINE' })).toBe('a');
    expect(await find({ psuId: 'anna', psuIdType: 'CARD' })).toBe('b');
    expect(await find({ psuId: 'anna', corporateId: 'one' })).toBe('b');
    expect(await find({ psuId: 'anna', corporateId: 'one', corporateIdType: 'BIC' })).toBeUndefined();
    expect(await find({ psuId: 'anna', corporateId: 'two' })).toBeUndefined();
    expect(await find({ psuId: 'bert' })).toBe('c');
    expect(await find({ psuId: 'cleo' })).toBeUndefined();
    expect(await find({ psuId: 'cleo', corporateId: 'two' })).toBe('e');
    expect(await find({ psuId: 'Anna' })).toBeUndefined();
    expect(await ledger.findPsu({ psuId: 'anna' })).toEqual(roles[0]);
    expect(
      await database.transaction((trx) =>
        ledger.addPsu(trx, { id: 'b', psuId: 'other', name: 'Other', status: 'active' }),
      ),
    ).toBe(false);
  });

  test('standing orders end and run out, beneficiaries are removed', async () => {
    const { ledger, database, setDay } = await openTestLedger(open);
    const order: StandingOrder = {
      id: 'o1',
      transactionAmount: eur(-5),
      bankTransactionCode: 'PMNT-ICDT-STDO',
      frequency: 'Monthly',
    };
    const creditorAccount = { iban: 'DE40999999990000000001' };
    await database.transaction(async (trx) => {
      await ledger.addStandingOrder(trx, ALICE, order);
      await ledger.addStandingOrder(trx, ALICE, { ...order, id: 'o2', endDate: '2026-11-30' });
      await ledger.addTrustedBeneficiary(trx, ALICE, { id: 'b1', creditorName: 'Landlord', creditorAccount });
    });
    expect((await ledger.listStandingOrders(ALICE))?.map(({ id }) => id)).toEqual(['o1', 'o2']);
    setDay('2026-12-01');
    expect(await ledger.listStandingOrders(ALICE)).toEqual([order]);
    await database.transaction((trx) => ledger.endStandingOrder(trx, 'o1'));
    expect(await ledger.listStandingOrders(ALICE)).toEqual([]);
    expect(await database.transaction((trx) => ledger.endStandingOrder(trx, 'o1'))).toBe(false);
    expect(await ledger.listTrustedBeneficiaries(ALICE)).toEqual([
      { id: 'b1', creditorName: 'Landlord', creditorAccount },
    ]);
    expect(await database.transaction((trx) => ledger.removeTrustedBeneficiary(trx, 'b1'))).toBe(true);
    expect(await ledger.listTrustedBeneficiaries(ALICE)).toEqual([]);
  });

  test('a store that does not answer is an outage of core banking', async () => {
    const { ledger, database } = await openTestLedger(open);
    await database.close();
    const outage = { name: 'CoreBankingError', code: 'ERR_CORE_UNAVAILABLE', cause: { code: 'ERR_STORE_CLOSED' } };
    await expect(ledger.listAccounts('psu-0')).rejects.toMatchObject(outage);
    await expect(ledger.findPsu({ psuId: 'user-0' })).rejects.toMatchObject(outage);
  });
});
