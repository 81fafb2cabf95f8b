import { formatMoney, type StandingOrder, type Transaction } from '@openxs2a/core-banking';
import { validators } from '@openxs2a/xs2a/validators';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderAmount } from '../../render/amount.ts';
import { renderCardTransaction } from './card-transaction.ts';
import { amountsIn, cardTransaction, INTERNAL, PAN, standingOrder, transaction } from './entries.fixture.ts';
import { renderStandingOrder } from './standing-order.ts';
import { renderTransaction } from './transaction.ts';

const setting = { showsBalances: true, detailsPath: '/v1/accounts/a/transactions' };

/** What may leave the bank fits the interface, has no member that is undefined, and nothing of the bank's own. */
function checkWire(schema: 'transactions' | 'cardTransaction', wire: object): void {
  expect(validators.schema(schema).problems(wire)).toEqual([]);
  const json = JSON.stringify(wire);
  expect(JSON.parse(json)).toStrictEqual(wire);
  expect(json).not.toContain(PAN);
  expect(json).not.toContain(INTERNAL);
}

const formatted = (value: object) => amountsIn(value).map(formatMoney).toSorted();

/** The texts of amounts in what was rendered. */
function amountsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('amount' in value && 'currency' in value) return [String(value.amount)];
  return Object.values(value).flatMap(amountsOf);
}

test('any entry fits the interface, and nothing but it leaves the bank', () => {
  fc.assert(fc.property(transaction, (entry) => checkWire('transactions', renderTransaction(entry, setting))));
});

test('any standing order fits the interface, and nothing but it leaves the bank', () => {
  fc.assert(fc.property(standingOrder, (order) => checkWire('transactions', renderStandingOrder(order))));
});

test('any card entry fits the interface, and nothing but it leaves the bank', () => {
  fc.assert(
    fc.property(cardTransaction, (entry) => checkWire('cardTransaction', renderCardTransaction(entry, renderAmount))),
  );
});

test('AIS-TRX-046 AIS-BAL-005 every amount of an entry is told, exactly', () => {
  fc.assert(
    fc.property(transaction, (entry) => {
      expect(amountsOf(renderTransaction(entry, setting)).toSorted()).toEqual(formatted(entry));
    }),
  );
  fc.assert(
    fc.property(cardTransaction, (entry) => {
      const { balanceAfterTransaction: _, ...told } = { balanceAfterTransaction: undefined, ...entry };
      expect(amountsOf(renderCardTransaction(entry, renderAmount)).toSorted()).toEqual(formatted(told));
    }),
  );
});

test('AIS-TRX-027 without the right to balances none is told, whatever the entry says', () => {
  fc.assert(
    fc.property(transaction, (entry) => {
      expect('balanceAfterTransaction' in renderTransaction(entry, { ...setting, showsBalances: false })).toBe(false);
    }),
  );
});

test('AIS-TRX-039 a number of payments comes with batchIndicator and no other way', () => {
  fc.assert(
    fc.property(transaction, (entry) => {
      const wire = renderTransaction(entry, setting);
      expect(wire.batchIndicator).toBe(wire.batchNumberOfTransactions === undefined ? undefined : true);
      expect(wire.batchNumberOfTransactions).toBe(entry.entryDetails?.length);
    }),
  );
});

test('AIS-TRX-014 additionalInformationStructured is in standing orders alone', () => {
  fc.assert(
    fc.property(transaction, standingOrder, (entry, order) => {
      expect('additionalInformationStructured' in renderTransaction(entry, setting)).toBe(false);
      expect('additionalInformationStructured' in renderStandingOrder(order)).toBe(true);
    }),
  );
});

// ---------------------------------------------------------------- single members

const entry: Transaction = {
  bookingStatus: 'booked',
  transactionId: 'T 1/2',
  entryReference: 'E1',
  bookingDate: '2026-11-25',
  transactionAmount: { currency: 'EUR', minorUnits: -1250n },
};
// of changes that go with a booked entry
const render = (changes: Partial<Transaction>) => renderTransaction({ ...entry, ...changes } as Transaction, setting);

test('N-AIS-TRX-107 the link to details is of the entry, however its id is written', () => {
  expect(render({})._links).toEqual({ transactionDetails: { href: '/v1/accounts/a/transactions/T%201%2F2' } });
});

test('one line of remittance is text, several are a list, never both', () => {
  expect(render({ remittanceInformationUnstructured: ['one'] })).toMatchObject({
    remittanceInformationUnstructured: 'one',
  });
  const several = render({ remittanceInformationUnstructured: ['one', 'two'] });
  expect(several.remittanceInformationUnstructuredArray).toEqual(['one', 'two']);
  expect('remittanceInformationUnstructured' in several).toBe(false);
});

test('AIS-TRX-043 a bare reference is text, one with a type is a list, and in a batch it is an object', () => {
  const bare = { reference: 'RF18539007547034' };
  const typed = { ...bare, referenceType: 'SCOR' };
  expect(render({ remittanceInformationStructured: [bare] }).remittanceInformationStructured).toBe(bare.reference);
  expect(render({ remittanceInformationStructured: [typed] }).remittanceInformationStructuredArray).toEqual([typed]);
  const { transactionAmount } = entry;
  const [inBatch] =
    render({ entryDetails: [{ transactionAmount, remittanceInformationStructured: [typed] }] }).entryDetails ?? [];
  expect(inBatch?.remittanceInformationStructured).toEqual(typed);
});

test('what is no BIC is no agent, and long names are cut without tearing characters apart', () => {
  const wire = render({
    creditorAgent: 'The Bank of Somewhere',
    debtorAgent: 'BKAUATWW',
    creditorName: '💶'.repeat(80),
  });
  expect(['creditorAgent' in wire, wire.debtorAgent]).toEqual([false, 'BKAUATWW']);
  expect(wire.creditorName).toBe('💶'.repeat(70));
});

const order: StandingOrder = {
  id: INTERNAL,
  transactionAmount: { currency: 'EUR', minorUnits: 0n },
  bankTransactionCode: 'PMNT-MCOP-OTHR',
  frequency: 'Monthly',
};
const detailsOf = (changes: Partial<StandingOrder>) =>
  renderStandingOrder({ ...order, ...changes }).additionalInformationStructured?.standingOrderDetails;

test('N-AIS-TRX-101 AIS-TRX-044 a standing order needs no more than its frequency, spelt as the interface has it', () => {
  expect(detailsOf({})).toStrictEqual({ frequency: 'Monthly' });
});

test('N-AIS-TRX-102 N-AIS-TRX-103 a multiplicator is a number, and months are not told', () => {
  expect(detailsOf({ frequency: 'Weekly', multiplicator: 3 })).toStrictEqual({ frequency: 'Weekly', multiplicator: 3 });
  expect(detailsOf({ frequency: 'MonthlyVariable' })).toStrictEqual({ frequency: 'MonthlyVariable' });
});

test('N-AIS-TRX-104 withinAMonthFlag is shown with Monthly only', () => {
  expect(detailsOf({ withinAMonthFlag: true })).toStrictEqual({ frequency: 'Monthly', withinAMonthFlag: true });
  expect(detailsOf({ withinAMonthFlag: true, frequency: 'Weekly' })).toStrictEqual({ frequency: 'Weekly' });
});

test('N-AIS-TRX-105 a limit may be negative', () => {
  expect(detailsOf({ limitAmount: { currency: 'EUR', minorUnits: -5000n } })?.limitAmount?.amount).toBe('-50.00');
});
