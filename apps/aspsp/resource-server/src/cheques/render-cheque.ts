import type { Schemas } from '@openxs2a/xs2a/types';
import { renderAmount } from '../render/amount.ts';
import { pickKnown } from '../render/known.ts';
import type { DepositedCheque } from './cheque.ts';

const PAID: ReadonlySet<DepositedCheque['chequeDepositStatus']> = new Set<DepositedCheque['chequeDepositStatus']>([
  'paidOut',
  'discountPayout',
  'chargeBack',
]);

/** What belongs to another status than the cheque's is left out (1.3.16, depositedCheque). */
export function renderCheque(cheque: DepositedCheque): Schemas['depositedCheque'] {
  const { chequeDepositStatus: status, expectedPayoutAmount, payoutAmount } = cheque;
  return pickKnown<Schemas['depositedCheque']>({
    chequeNumber: cheque.chequeNumber,
    chequeType: cheque.chequeType,
    nominalAmount: renderAmount(cheque.nominalAmount),
    expectedPayoutAmount: expectedPayoutAmount && renderAmount(expectedPayoutAmount),
    payoutAmount: PAID.has(status) && payoutAmount !== undefined ? renderAmount(payoutAmount) : undefined,
    isCollateralForLoan: cheque.isCollateralForLoan || undefined,
    chequeDepositStatus: status,
    chequeMaturityDate: cheque.chequeMaturityDate,
    depositDate: cheque.depositDate,
    cancellationDate: status === 'depositeCancelled' ? cheque.cancellationDate : undefined,
    chargeBackDate: status === 'chargeBack' ? cheque.chargeBackDate : undefined,
  });
}
