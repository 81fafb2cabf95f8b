import type { Schemas } from '@openxs2a/xs2a/types';
import type { IsoDate } from './iso-date.ts';
import type { Money } from './money.ts';

export type BalanceType = Schemas['balanceType'];

/**
 * One figure (Guidelines 1.3.8, 14.21). On a card account `closingBooked` is what was billed and is unpaid, `nonInvoiced`
 * what is booked and not billed, `interimAvailable` both, and `expected` adds what is pending.
 */
export interface Balance {
  readonly balanceType: BalanceType;
  readonly balanceAmount: Money;
  /** Whether the figure counts an agreed credit line as money to spend. */
  readonly creditLimitIncluded?: boolean;
  readonly lastChangeDateTime?: Date;
  readonly referenceDate?: IsoDate;
  /** The `entryReference` of the newest entry in the figure. */
  readonly lastCommittedTransaction?: string;
}
