import { type Account, formatMoney, type Money } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';

export type RenderAmount = (money: Money) => Schemas['amount'];

/** With all decimals of the currency; debits are negative (Guidelines 1.3.8, 14.3). */
export const renderAmount: RenderAmount = (money) => ({ currency: money.currency, amount: formatMoney(money) });

const renderDebit: RenderAmount = ({ currency, minorUnits }) => renderAmount({ currency, minorUnits: -minorUnits });

/** How balances and entries of an account are written: on a card account with `debitAccounting` debits are positive. */
export function amountsOf(account: Account): RenderAmount {
  return account.kind === 'card' && account.debitAccounting ? renderDebit : renderAmount;
}
