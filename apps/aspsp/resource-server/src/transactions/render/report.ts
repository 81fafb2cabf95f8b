import type { GrantedAccount } from '@openxs2a/consent';
import type {
  Balance,
  CardAccount,
  CardTransaction,
  PaymentAccount,
  StandingOrder,
  Transaction,
} from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { renderBalances } from '../../render/account-details.ts';
import { accountPath } from '../../render/account-links.ts';
import { referenceOf } from '../../render/account-reference.ts';
import { amountsOf } from '../../render/amount.ts';
import { pickKnown } from '../../render/known.ts';
import type { BookingStatus } from '../report-query.ts';
import type { PageLinks } from '../turn-page.ts';
import { renderCardTransaction } from './card-transaction.ts';
import { renderStandingOrder } from './standing-order.ts';
import { renderTransaction } from './transaction.ts';

export interface RenderedReport<Account, Entry> {
  readonly account: Account;
  readonly granted: GrantedAccount;
  readonly basePath: string;
  readonly bookingStatus: BookingStatus;
  readonly entries: readonly Entry[];
  readonly links: PageLinks;
  readonly balances?: readonly Balance[] | undefined;
}

/** One page of a report (Guidelines 1.3.8, 6.5.4). Orders are undefined on every page but the first. */
export function renderReport(
  report: RenderedReport<PaymentAccount, Transaction>,
  orders: readonly StandingOrder[] | undefined,
): Schemas['transactionsResponse-200_json'] {
  const { account, granted, bookingStatus, links } = report;
  const path = accountPath(granted, report);
  const setting = { showsBalances: granted.rights.includes('balances'), detailsPath: `${path}/transactions` };
  const transactions = pickKnown<Schemas['accountReport']>({
    ...splitEntries(report, (entry) => renderTransaction(entry, setting)),
    information: HAS.information.has(bookingStatus) ? orders?.map(renderStandingOrder) : undefined,
    _links: { account: { href: path }, ...links },
  });
  return pickKnown<Schemas['transactionsResponse-200_json']>({
    account: referenceOf(account),
    transactions,
    balances: renderBalances(account, report.balances),
  });
}

/** One page of a report on a card account (Guidelines 1.3.8, 6.6.4). */
export function renderCardReport(
  report: RenderedReport<CardAccount, CardTransaction>,
): Schemas['cardAccountsTransactionsResponse200'] {
  const { account, granted, links } = report;
  const render = amountsOf(account);
  return pickKnown<Schemas['cardAccountsTransactionsResponse200']>({
    cardAccount: referenceOf(account),
    debitAccounting: account.debitAccounting,
    cardTransactions: pickKnown<Schemas['cardAccountReport']>({
      ...splitEntries(report, (entry) => renderCardTransaction(entry, render)),
      _links: { cardAccount: { href: accountPath(granted, report) }, ...links },
    }),
  });
}

/** Which lists an answer has: those that were asked for, empty or not, and no others (AIS-TRX-015). */
const HAS = {
  booked: new Set<BookingStatus>(['booked', 'both', 'all']),
  pending: new Set<BookingStatus>(['pending', 'both', 'all']),
  information: new Set<BookingStatus>(['information', 'all']),
};

function splitEntries<Entry extends Transaction | CardTransaction, Wire>(
  { entries, bookingStatus }: Pick<RenderedReport<never, Entry>, 'entries' | 'bookingStatus'>,
  render: (entry: Entry) => Wire,
) {
  const listOf = (status: 'booked' | 'pending') =>
    HAS[status].has(bookingStatus) ? entries.filter((entry) => entry.bookingStatus === status).map(render) : undefined;
  return { booked: listOf('booked'), pending: listOf('pending') };
}
