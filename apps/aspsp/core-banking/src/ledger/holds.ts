import type { Transaction } from '@openxs2a/store';
import { billAccount, endPending, placeHold } from './book.ts';
import { checkHold } from './check-journal.ts';
import { endHold, type HoldRow, insertHolds, selectHolds } from './entry.table.ts';
import { LedgerError } from './error.ts';
import type { Hold } from './journal.ts';
import { changeAccounts, type PostingContext } from './posting-context.ts';

/** Announces entries; gives their transactionIds. */
export async function hold(
  trx: Transaction,
  holds: readonly Hold[],
  context: PostingContext,
): Promise<readonly string[]> {
  if (holds.length === 0) return [];
  for (const hold of holds) checkHold(hold);
  const accountIds = holds.map(({ accountId }) => accountId);
  const rows = await changeAccounts(trx, accountIds, context, async (accounts) =>
    holds.map((hold) => placeHold(accounts, hold, context.today, context.newTransactionId())),
  );
  await insertHolds(trx, rows);
  return rows.map(({ transaction_id }) => transaction_id);
}

/** Takes back what was announced and will not be booked. */
export async function release(trx: Transaction, transactionId: string, context: PostingContext): Promise<void> {
  const [found] = await selectHolds(trx, [transactionId]);
  if (found === undefined) throw unknownPending();
  await changeAccounts(trx, [found.account_id], context, async (accounts) => {
    // read again, now that nobody else can end it
    const open = await loadOpenHolds(trx, [transactionId]);
    const { ended } = endPending(accounts, takeHold(open, transactionId, found.account_id));
    await endHold(trx, transactionId, ended);
  });
}

/** Closes a bill of a card account: what is booked has been on it. */
export async function bill(trx: Transaction, accountId: string, context: PostingContext): Promise<void> {
  await changeAccounts(trx, [accountId], context, async (accounts) => billAccount(accounts, accountId));
}

/** What is pending of these, of accounts that are locked. */
export async function loadOpenHolds(
  trx: Transaction,
  transactionIds: readonly string[],
): Promise<Map<string, HoldRow>> {
  const rows = await selectHolds(trx, transactionIds);
  return new Map(rows.filter(({ ended }) => ended === null).map((row) => [row.transaction_id, row]));
}

/** Takes it out, so that it ends once. */
export function takeHold(open: Map<string, HoldRow>, transactionId: string, accountId: string): HoldRow {
  const found = open.get(transactionId);
  if (found === undefined || found.account_id !== accountId) throw unknownPending();
  open.delete(transactionId);
  return found;
}

function unknownPending(): LedgerError {
  return new LedgerError('ERR_LEDGER_PENDING_UNKNOWN', 'There is no such pending entry.');
}
