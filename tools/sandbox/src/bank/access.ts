import type { Schemas } from '@openxs2a/xs2a/types';
import type { Account } from './accounts.ts';

type AskedAccess = Schemas['accountAccess'];
type Reference = Schemas['accountReference'];

/** A right on an account. Balances and transactions open the account itself, too. */
export type Right = 'accounts' | 'balances' | 'transactions';
export const RIGHTS: readonly Right[] = ['accounts', 'balances', 'transactions'];

/** What a consent opens: the ids of accounts, by right. */
export type Access = Readonly<Record<Right, ReadonlySet<string>>>;

/** Why the bank does not take what is asked for. */
export type AccessFault = 'forms mixed' | 'form not offered' | 'account unknown' | 'nothing asked for' | 'over already';

/**
 * What the PSU grants by saying yes to what is asked for: the accounts named, or all where the choice is left to the
 * bank (empty lists) or everything is asked for. Guidelines 1.3.8, 6.3.1.
 */
export function resolveAccess(asked: AskedAccess, accounts: readonly Account[]): Access | AccessFault {
  const { allPsd2, availableAccounts, availableAccountsWithBalance } = asked;
  const named = RIGHTS.filter((right) => asked[right] !== undefined);
  const forms = [named[0], allPsd2, availableAccounts, availableAccountsWithBalance].filter(
    (form) => form !== undefined,
  );
  if (forms.length > 1) return 'forms mixed';
  if (availableAccounts !== undefined || availableAccountsWithBalance !== undefined) return 'form not offered';
  if (allPsd2 !== undefined) return grantAll(RIGHTS, accounts);
  if (named.length === 0) return 'nothing asked for';
  if (named.every((right) => asked[right]?.length === 0)) return grantAll(named, accounts);
  return grantNamed(asked, accounts);
}

export function isGranted(access: Access, right: Right, resourceId: string): boolean {
  const rights = right === 'accounts' ? RIGHTS : [right];
  return rights.some((each) => access[each].has(resourceId));
}

function grantAll(rights: readonly Right[], accounts: readonly Account[]): Access {
  const all = accounts.map(({ resourceId }) => resourceId);
  const idsOf = (right: Right) => new Set(rights.includes(right) ? all : []);
  return { accounts: idsOf('accounts'), balances: idsOf('balances'), transactions: idsOf('transactions') };
}

function grantNamed(asked: AskedAccess, accounts: readonly Account[]): Access | AccessFault {
  const find = (reference: Reference) => accounts.find((account) => isMeant(account, reference))?.resourceId;
  const [details, balances, transactions] = RIGHTS.map((right) => (asked[right] ?? []).map(find));
  const granted = { accounts: toIds(details), balances: toIds(balances), transactions: toIds(transactions) };
  return Object.values(granted).some((ids) => ids.has(undefined)) ? 'account unknown' : withoutGaps(granted);
}

type Found = ReadonlySet<string | undefined>;
const toIds = (ids: readonly (string | undefined)[] = []): Found => new Set(ids);

function withoutGaps(granted: Readonly<Record<Right, Found>>): Access {
  const known = (ids: Found) => new Set([...ids].filter((id) => id !== undefined));
  return {
    accounts: known(granted.accounts),
    balances: known(granted.balances),
    transactions: known(granted.transactions),
  };
}

/** Without a currency, every sub-account is meant (Guidelines 1.3.8, 14.18); here each account has one. */
function isMeant(account: Account, { iban, currency }: Reference): boolean {
  return iban === account.iban && (currency === undefined || currency === account.currency);
}
