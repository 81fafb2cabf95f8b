import type { Transaction } from '@openxs2a/store';
import { lockAccounts, saveAccount } from './account.table.ts';
import { type AccountStates, createAccountStates } from './account-states.ts';

/** When something is posted, and how it is called. */
export interface PostingContext {
  readonly now: Date;
  /** The bank's day at that moment. */
  readonly today: string;
  newTransactionId(): string;
}

/** Locks accounts, lets `work` change their states, and writes what it changed. */
export async function changeAccounts<Result>(
  trx: Transaction,
  accountIds: readonly string[],
  { now }: PostingContext,
  work: (accounts: AccountStates) => Promise<Result>,
): Promise<Result> {
  const accounts = createAccountStates(await lockAccounts(trx, [...new Set(accountIds)]), now.getTime());
  const result = await work(accounts);
  for (const row of accounts.listChanged()) await saveAccount(trx, row);
  return result;
}
