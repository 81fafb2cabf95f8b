import { type AccountStatement, findStatementBalances } from '@openxs2a/account-reports';
import {
  addDays,
  type CoreBanking,
  type EntryQuery,
  type IsoDate,
  type Money,
  type Transaction,
} from '@openxs2a/core-banking';
import { dayOf } from '../entries.ts';
import { refused } from '../refusals.ts';

type StatementBalances = Pick<AccountStatement, 'opening' | 'closing'>;
type Core = Pick<CoreBanking, 'listBalances' | 'listTransactions'>;

/** Booked entries of one currency of an account, from the oldest on, as they were at one moment. */
export interface CurrencyEntries {
  /** Of the account that was read: of all its currencies, if it has several. */
  readonly accountId: string;
  readonly currency: string;
  readonly transactions: readonly Transaction[];
  /** The period; a delta has none, and reaches to the moment. */
  readonly dateFrom: IsoDate | undefined;
  readonly dateTo: IsoDate | undefined;
  readonly mark: string;
  readonly today: IsoDate;
}

/**
 * From which balance to which the entries lead. They tell, where core banking says the balance after each; else what came
 * after them does, and at last what is booked now. Refuses where nothing is known.
 */
export async function findBalances(core: Core, part: CurrencyEntries): Promise<StatementBalances> {
  const { transactions, today, dateTo = today } = part;
  const told = findStatementBalances(transactions);
  if (told !== undefined) return told;
  const [first] = transactions;
  const closing = await findClosing(core, part);
  const opening = transactions.reduce((rest, { transactionAmount }) => rest - transactionAmount.minorUnits, closing);
  const toMoney = (minorUnits: bigint): Money => ({ currency: part.currency, minorUnits });
  return {
    opening: { amount: toMoney(opening), date: part.dateFrom ?? (first === undefined ? today : dayOf(first)) },
    closing: { amount: toMoney(closing), date: dateTo < today ? dateTo : today },
  };
}

/** In minor units. */
async function findClosing(core: Core, part: CurrencyEntries): Promise<bigint> {
  let since = 0n;
  for await (const { transactionAmount, ...entry } of listLater(core, part)) {
    since += transactionAmount.minorUnits;
    const after = entry.bookingStatus === 'booked' ? entry.balanceAfterTransaction : undefined;
    if (after !== undefined) return after.minorUnits - since;
  }
  const balances = (await core.listBalances(part.accountId)) ?? [];
  const booked = balances.find(
    ({ balanceType, balanceAmount }) => balanceType === 'interimBooked' && balanceAmount.currency === part.currency,
  );
  if (booked === undefined) throw refused('format-not-offered', { lacks: 'a balance' });
  return booked.balanceAmount.minorUnits - since;
}

/** What was booked in the currency after the last day of the report, or after its moment. */
async function* listLater(core: Core, { accountId, currency, dateTo, mark, today }: CurrencyEntries) {
  const extent = dateTo === undefined || dateTo >= today ? { after: { mark } } : { dateFrom: addDays(dateTo, 1) };
  const query: EntryQuery = { bookingStatus: 'booked', order: 'oldestFirst', limit: 100, ...extent };
  let cursor: string | undefined;
  do {
    const page = await core.listTransactions(accountId, cursor === undefined ? query : { ...query, cursor });
    yield* (page?.entries ?? []).filter(({ transactionAmount }) => transactionAmount.currency === currency);
    cursor = page?.next;
  } while (cursor !== undefined);
}
