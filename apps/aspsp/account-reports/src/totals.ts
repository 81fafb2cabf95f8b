import type { Transaction } from '@openxs2a/core-banking';

/** How many entries of a side there are, and what they sum to, in minor units without sign. */
export interface Total {
  readonly count: number;
  readonly sum: bigint;
}

/** Credits and debits apart; an entry of nothing counts as a credit. */
export function countTotals(transactions: readonly Transaction[]): { readonly credits: Total; readonly debits: Total } {
  const amounts = transactions.map(({ transactionAmount }) => transactionAmount.minorUnits);
  return {
    credits: total(amounts.filter((amount) => amount >= 0n)),
    debits: total(amounts.filter((amount) => amount < 0n).map((amount) => -amount)),
  };
}

function total(amounts: readonly bigint[]): Total {
  return { count: amounts.length, sum: amounts.reduce((sum, amount) => sum + amount, 0n) };
}
