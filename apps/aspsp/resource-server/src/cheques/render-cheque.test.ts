import { expect, test } from 'vitest';
import type { DepositedCheque } from './cheque.ts';
import { renderCheque } from './render-cheque.ts';

const amount = { currency: 'EUR', minorUnits: 100n };
const CHEQUE: DepositedCheque = {
  chequeNumber: '1',
  nominalAmount: amount,
  payoutAmount: amount,
  isCollateralForLoan: false,
  chequeDepositStatus: 'deposited',
  depositDate: '2026-11-02',
  cancellationDate: '2026-11-03',
  chargeBackDate: '2026-11-04',
};

test.each<[DepositedCheque['chequeDepositStatus'], string[]]>([
  ['deposited', []],
  ['paidOut', ['payoutAmount']],
  ['discountPayout', ['payoutAmount']],
  ['depositeCancelled', ['cancellationDate']],
  ['chargeBack', ['payoutAmount', 'chargeBackDate']],
])('N-AIS-CHQ-106 a cheque that is %s says what belongs to that: %j', (chequeDepositStatus, expected) => {
  const rendered = renderCheque({ ...CHEQUE, chequeDepositStatus });
  const depending = ['payoutAmount', 'cancellationDate', 'chargeBackDate'];
  expect(depending.filter((name) => name in rendered)).toEqual(expected);
});

test.each([true, false])(
  'N-AIS-CHQ-105 that a cheque secures a loan is said where it does: %s',
  (isCollateralForLoan) => {
    const rendered = renderCheque({ ...CHEQUE, isCollateralForLoan });
    expect(rendered.isCollateralForLoan).toBe(isCollateralForLoan || undefined);
    expect('isCollateralForLoan' in rendered).toBe(isCollateralForLoan);
  },
);
