import type { Balance, Transaction } from '@openxs2a/core-banking';
import { expect, test } from 'vitest';
import { renderCamt052 } from './camt/camt-052.ts';
import { renderCamt053 } from './camt/camt-053.ts';
import { renderMt940 } from './mt/mt-940.ts';
import { renderMt942 } from './mt/mt-942.ts';
import { bookedEntry, statementOf } from './report.fixture.ts';
import type { AccountStatement } from './report.ts';
import { findStatementBalances } from './statement-balances.ts';

const PENDING: Transaction = {
  bookingStatus: 'pending',
  transactionId: 'P1',
  entryDate: '2026-11-26',
  transactionAmount: { currency: 'EUR', minorUnits: 0n },
};

const YEN = { currency: 'JPY', minorUnits: 0n };
const YEN_BALANCE: Balance = { balanceType: 'expected', balanceAmount: YEN };

test.each<[string, string, Partial<AccountStatement>]>([
  ['pending entries', 'ERR_REPORT_PENDING', { transactions: [bookedEntry(), PENDING] }],
  ['entries that do not add up', 'ERR_REPORT_UNBALANCED', { transactions: [] }],
  ['an entry of another currency', 'ERR_REPORT_CURRENCY', { transactions: [bookedEntry({ transactionAmount: YEN })] }],
  ['a balance of another currency', 'ERR_REPORT_CURRENCY', { balances: [YEN_BALANCE] }],
  ['a collection of currencies', 'ERR_REPORT_CURRENCY', { account: { iban: 'AT611904300234573201', currency: 'XXX' } }],
  [
    'an account with a card number only',
    'ERR_REPORT_ACCOUNT',
    { account: { pan: '4000000000000002', currency: 'EUR' } },
  ],
  ['an id of nothing', 'ERR_REPORT_IDENTIFICATION', { reportId: '' }],
])('a statement with %s is refused', (_, code, changes) => {
  const sound = statementOf([bookedEntry()]);
  const message = { ...sound, reports: sound.reports.map((report) => ({ ...report, ...changes })) };
  expect(() => renderCamt053(message)).toThrow(expect.objectContaining({ code }));
  expect(() => renderMt940(message)).toThrow(expect.objectContaining({ code }));
});

test.each([
  ['camt', renderCamt053, 10n ** 18n],
  ['MT', renderMt940, 10n ** 14n],
])('an amount with more digits than %s carries is refused', (_, render, minorUnits) => {
  const entry = bookedEntry({ transactionAmount: { currency: 'EUR', minorUnits } });
  expect(() => render(statementOf([entry]))).toThrow(expect.objectContaining({ code: 'ERR_REPORT_AMOUNT' }));
  const fitting = bookedEntry({ transactionAmount: { currency: 'EUR', minorUnits: minorUnits / 2n - 1n } });
  expect(render(statementOf([fitting]))).toContain('9');
});

test.each(['SEVENTEEN-LETTERS', 'TWO//SLASHES', '/BEGINS', 'ENDS/', 'Ü'])('MT has no report id %s', (reportId) => {
  const sound = statementOf([]);
  const message = { ...sound, reports: sound.reports.map((report) => ({ ...report, reportId })) };
  expect(() => renderMt942(message)).toThrow(expect.objectContaining({ code: 'ERR_REPORT_IDENTIFICATION' }));
});

test('a message without reports is a mistake of the program', () => {
  const empty = { ...statementOf([]), reports: [] };
  for (const render of [renderCamt053, renderCamt052, renderMt940, renderMt942])
    expect(() => render(empty)).toThrow(TypeError);
});

test('the balances around entries are known by what they say of themselves', () => {
  const after = (minorUnits: bigint) => ({ balanceAfterTransaction: { currency: 'EUR', minorUnits } });
  const entries = [bookedEntry({ ...after(8750n) }), bookedEntry({ ...after(7500n), bookingDate: '2026-11-26' })];
  expect(findStatementBalances(entries)).toEqual({
    opening: { amount: { currency: 'EUR', minorUnits: 10_000n }, date: '2026-11-25' },
    closing: { amount: { currency: 'EUR', minorUnits: 7500n }, date: '2026-11-26' },
  });
  expect(findStatementBalances([])).toBeUndefined();
  expect(findStatementBalances([bookedEntry()])).toBeUndefined();
  expect(findStatementBalances([PENDING])).toBeUndefined();
});
