import type { AccountRight, Grant, GrantedAccount } from '@openxs2a/consent';
import type { Account, CardAccount, PaymentAccount } from '@openxs2a/core-banking';

/** An account of the PSU, and what the consent opens of it. */
export interface OpenedAccount<Kind extends Account = Account> {
  readonly account: Kind;
  readonly granted: GrantedAccount;
}

/** Those accounts of the PSU that the consent names, in the order of the bank. One that the PSU lost is not among them. */
export function openAccounts(
  accounts: readonly Account[],
  { accounts: granted }: Pick<Grant, 'accounts'>,
): readonly OpenedAccount[] {
  const byId = new Map(granted.map((one) => [one.accountId, one]));
  return accounts.flatMap((account) => {
    const opened = byId.get(account.id);
    return opened === undefined ? [] : [{ account, granted: opened }];
  });
}

export function isPayment(opened: OpenedAccount): opened is OpenedAccount<PaymentAccount> {
  return opened.account.kind === 'payment';
}

export function isCard(opened: OpenedAccount): opened is OpenedAccount<CardAccount> {
  return opened.account.kind === 'card';
}

export function opens({ granted }: OpenedAccount, ...rights: readonly AccountRight[]): boolean {
  return rights.every((right) => granted.rights.includes(right));
}
