import type { Money } from '../money.ts';
import type { AccountRow } from './account.table.ts';
import type { AccountStates } from './account-states.ts';
import { encodeBody } from './body.ts';
import type { EntryRow, HoldRow } from './entry.table.ts';
import { LedgerError } from './error.ts';
import type { Hold, Posting } from './journal.ts';

/** What a posting is within its journal entry. */
export interface PostingFrame {
  readonly journal: number;
  readonly ordinal: number;
  readonly bookingDate: string;
  /** The id that it gets where it has none. */
  readonly transactionId: string;
  /** The pending entry that it books, ended already. */
  readonly hold?: HoldRow | undefined;
}

/** Posts to an account, whose state it changes, and gives the row of the entry. */
export function bookPosting(accounts: AccountStates, posting: Posting, frame: PostingFrame): EntryRow {
  const { accountId, amount, valueDate = frame.bookingDate } = posting;
  const { kind, collection_id } = getOpenAccount(accounts, accountId, amount);
  const { journal, ordinal, bookingDate, hold } = frame;
  const row = {
    ...{ journal, ordinal, account_id: accountId, collection_id, currency: amount.currency },
    ...{ amount: toNumber(amount.minorUnits), booking_date: bookingDate, value_date: valueDate },
    body: posting.particulars === undefined && hold !== undefined ? hold.body : encodeBody(posting.particulars ?? {}),
  };
  if (kind === 'internal') return { ...row, position: null, transaction_id: null, balance_after: null };
  return {
    ...row,
    position: hold?.ended ?? accounts.nextPosition(accounts.get(accountId)),
    transaction_id: hold?.transaction_id ?? posting.transactionId ?? frame.transactionId,
    balance_after: addToBooked(accounts, posting, frame, row.amount),
  };
}

/** Announces an entry. */
export function placeHold(accounts: AccountStates, hold: Hold, today: string, transactionId: string): HoldRow {
  const { accountId, amount, valueDate = null, entryDate = today } = hold;
  const row = getOpenAccount(accounts, accountId, amount);
  if (row.kind === 'internal') throw unknownAccount();
  const minorUnits = toNumber(amount.minorUnits);
  const position = accounts.nextPosition(row);
  changeHeld(accounts, accountId, minorUnits, 1);
  return {
    ...{ transaction_id: hold.transactionId ?? transactionId, account_id: accountId, position, ended: null },
    ...{ collection_id: row.collection_id, currency: amount.currency, amount: minorUnits },
    ...{ entry_date: entryDate, value_date: valueDate, body: encodeBody(hold.particulars) },
  };
}

/** Takes an announcement back, or books it: what is left to do then is the posting. */
export function endPending(accounts: AccountStates, hold: HoldRow): HoldRow & { readonly ended: number } {
  const ended = accounts.nextPosition(accounts.get(hold.account_id));
  changeHeld(accounts, hold.account_id, hold.amount, -1);
  return { ...hold, ended };
}

/** Everything booked so far has been on a bill. */
export function billAccount(accounts: AccountStates, accountId: string): void {
  const row = accounts.get(accountId);
  if (row.kind !== 'card') throw unknownAccount();
  accounts.change(accountId, { unbilled: 0, billed_position: accounts.nextPosition(row) });
}

function getOpenAccount(accounts: AccountStates, id: string, { currency }: Money): AccountRow {
  const row = accounts.get(id);
  if (row.status === 'deleted' || row.currency === 'XXX')
    throw new LedgerError('ERR_LEDGER_ACCOUNT_CLOSED', 'Nothing can be posted to the account.');
  if (row.currency !== currency) throw new LedgerError('ERR_LEDGER_AMOUNT', 'The account has another currency.');
  return row;
}

function addToBooked(accounts: AccountStates, posting: Posting, frame: PostingFrame, amount: number): number {
  const { collection_id, kind, booked, unbilled } = accounts.get(posting.accountId);
  if (frame.bookingDate < accounts.get(collection_id).last_booking_date)
    throw new LedgerError('ERR_LEDGER_BACKDATED', 'The account has a newer booking date.');
  accounts.change(collection_id, { last_booking_date: frame.bookingDate });
  const billable = kind === 'card' && posting.settlesBill !== true;
  accounts.change(posting.accountId, {
    booked: add(booked, amount),
    unbilled: billable ? add(unbilled, amount) : unbilled,
    last_reference: renderReference(frame),
  });
  return add(booked, amount);
}

function changeHeld(accounts: AccountStates, id: string, amount: number, sign: 1 | -1): void {
  const member = amount < 0 ? 'held_debits' : 'held_credits';
  accounts.change(id, { [member]: add(accounts.get(id)[member], sign * amount) });
}

/** How an entry is referred to: leads to the journal entry at once. */
export function renderReference({ journal, ordinal }: Pick<EntryRow, 'journal' | 'ordinal'>): string {
  return `${journal}-${ordinal}`;
}

function unknownAccount(): LedgerError {
  return new LedgerError('ERR_LEDGER_ACCOUNT_UNKNOWN', 'There is no such account of that kind.');
}

function add(one: number, other: number): number {
  return toNumber(BigInt(one) + BigInt(other));
}

/** Columns hold what JavaScript has exact numbers for: up to 90 trillion of a currency with two decimals. */
function toNumber(minorUnits: bigint): number {
  const number = Number(minorUnits);
  if (Number.isSafeInteger(number)) return number;
  throw new LedgerError('ERR_LEDGER_AMOUNT', 'An amount is beyond what an account can hold.');
}
