import type { GrantedAccount } from '../consent.ts';
import type { ConsentPolicy } from '../policy.ts';
import { type AisOperation, opens } from './ais-operation.ts';
import type { ConsentModel } from './read-access.ts';

/** A read that was made and counted. */
export interface MadeUse {
  readonly operation: string;
  readonly resourceId: string;
  readonly part: string;
}

const COVERED: Readonly<Record<string, readonly string[]>> = {
  both: ['booked', 'pending'],
  all: ['booked', 'pending', 'information'],
};

/**
 * Whether everything that a one-off consent opens was read once: the lists, and of each account its details, its balances
 * and its transactions of every booking status that the bank has reports of. Pages and transaction details follow from
 * those, and cheques are read by few: they keep no consent open.
 */
export function isUsedUp(
  { model, accounts }: { readonly model: ConsentModel; readonly accounts: readonly GrantedAccount[] },
  uses: readonly MadeUse[],
  { bookingStatuses }: ConsentPolicy['oneOff'],
): boolean {
  const wasRead = (operation: AisOperation, resourceId = '') =>
    uses.some((use) => use.operation === operation && use.resourceId === resourceId);
  const readStatuses = (operation: AisOperation, resourceId: string) =>
    uses
      .filter((use) => use.operation === operation && use.resourceId === resourceId)
      .flatMap(({ part }) => COVERED[part] ?? [part]);
  const isAccountUsedUp = (account: GrantedAccount): boolean => {
    const operations = OF_ACCOUNT[account.kind].filter((operation) => opens(account, operation));
    return operations.every((operation) => wasRead(operation, account.resourceId));
  };
  const areTransactionsUsedUp = (account: GrantedAccount): boolean => {
    if (!opens(account, TRANSACTIONS[account.kind])) return true;
    const read = readStatuses(TRANSACTIONS[account.kind], account.resourceId);
    // standing orders, which are the information of a report, are those of payment accounts
    const needed = bookingStatuses.filter((status) => account.kind === 'account' || status !== 'information');
    return wasRead(TRANSACTIONS[account.kind], account.resourceId) && needed.every((status) => read.includes(status));
  };
  const kinds = new Set(accounts.length === 0 ? ['account' as const] : accounts.map(({ kind }) => kind));
  if (![...kinds].every((kind) => wasRead(LIST[kind]))) return false;
  if (model === 'availableAccounts' || model === 'availableAccountsWithBalance') return true;
  return accounts.every((account) => isAccountUsedUp(account) && areTransactionsUsedUp(account));
}

type ByKind<Value> = Readonly<Record<GrantedAccount['kind'], Value>>;
const LIST: ByKind<AisOperation> = { account: 'getAccountList', card: 'getCardAccountList' };
const TRANSACTIONS: ByKind<AisOperation> = { account: 'getTransactionList', card: 'getCardAccountTransactionList' };
const OF_ACCOUNT: ByKind<readonly AisOperation[]> = {
  account: ['readAccountDetails', 'getBalances'],
  card: ['readCardAccountDetails', 'getCardAccountBalances'],
};
