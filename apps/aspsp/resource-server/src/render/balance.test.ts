import { expect, test } from 'vitest';
import { renderAmount } from './amount.ts';
import { renderBalance } from './balance.ts';

const LEAST = { balanceType: 'interimBooked', balanceAmount: { currency: 'EUR', minorUnits: -1n } } as const;

test('AIS-BAL-002 a balance has its amount and type, and nothing that core banking does not know', () => {
  expect(renderBalance(LEAST, renderAmount)).toStrictEqual({
    balanceType: 'interimBooked',
    balanceAmount: { currency: 'EUR', amount: '-0.01' },
  });
});

test('a balance has all that core banking knows, moments with their offset', () => {
  const known = { creditLimitIncluded: false, referenceDate: '2026-11-26', lastCommittedTransaction: '38-1' };
  const rendered = renderBalance({ ...LEAST, ...known, lastChangeDateTime: new Date(1_795_683_600_000) }, renderAmount);
  expect(rendered).toMatchObject({ ...known, lastChangeDateTime: '2026-11-26T09:00:00.000Z' });
});
