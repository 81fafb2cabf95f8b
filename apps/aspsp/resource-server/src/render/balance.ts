import type { Balance } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { RenderAmount } from './amount.ts';
import { pickKnown } from './known.ts';

/** One figure with what core banking knows about it; `render` is `amountsOf` its account. */
export function renderBalance(balance: Balance, render: RenderAmount): Schemas['balance'] {
  const { balanceType, balanceAmount, creditLimitIncluded, lastChangeDateTime, referenceDate } = balance;
  return pickKnown<Schemas['balance']>({
    balanceAmount: render(balanceAmount),
    balanceType,
    creditLimitIncluded,
    // in UTC, with its `Z`: what has no offset is read as the time of somewhere else
    lastChangeDateTime: lastChangeDateTime?.toISOString(),
    referenceDate,
    lastCommittedTransaction: balance.lastCommittedTransaction,
  });
}
