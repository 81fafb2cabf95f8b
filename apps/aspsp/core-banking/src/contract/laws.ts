import type { Law } from './law.ts';
import { ACCOUNT_LAWS, MULTICURRENCY_LAWS } from './laws/account-laws.ts';
import { BALANCE_LAWS } from './laws/balance-laws.ts';
import { createEntryLaws } from './laws/entry-laws.ts';
import { ORDER_LAWS } from './laws/order-laws.ts';
import { PSU_LAWS } from './laws/psu-laws.ts';
import { TRANSACTION_LAWS } from './laws/transaction-laws.ts';

/** Everything that a connector has to keep. */
export const LAWS: readonly Law[] = [
  ...PSU_LAWS,
  ...ACCOUNT_LAWS,
  ...MULTICURRENCY_LAWS,
  ...createEntryLaws('payment account', 'account', 'listTransactions'),
  ...TRANSACTION_LAWS,
  ...createEntryLaws('card account', 'cardAccount', 'listCardTransactions'),
  ...BALANCE_LAWS,
  ...ORDER_LAWS,
];
