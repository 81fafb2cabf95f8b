import type { Handlers } from '@openxs2a/xs2a/server';
import type { GetTransactionListRequest, Schemas } from '@openxs2a/xs2a/types';
import type { Account } from '../bank/accounts.ts';
import type { Bank } from '../bank/bank.ts';
import type { Entry } from '../bank/entries.ts';
import { cutPage, type Page } from '../bank/page.ts';
import { findAccount } from './account-handlers.ts';
import { headersFor } from './consent-handlers.ts';
import type { CallContext } from './context.ts';
import { fault } from './fault.ts';
import { linkToAccount } from './links.ts';
import { toReference, toTransaction } from './render.ts';

type TransactionHandlers = Pick<Handlers<CallContext>, 'getTransactionList' | 'getTransactionDetails'>;

const PAGE_SIZE = 40;

export function createTransactionHandlers(bank: Bank): TransactionHandlers {
  return {
    getTransactionList({ path, query, accepts, incoming }, context) {
      const account = findAccount(bank, context, 'transactions', path['account-id']);
      if ('status' in account) return account;
      const refusal = refuseQuery(context, query, accepts);
      if (refusal !== undefined) return refusal;
      const target = new URL(incoming.target, 'http://localhost');
      const entries = bank.listEntries(account).filter(({ day }) => isWithin(query, day));
      const page = cutPage(entries, PAGE_SIZE, target.searchParams.get('page') ?? undefined);
      if (page === undefined) return fault(context, 400, 'FORMAT_ERROR', 'The page is none of ours.', 'page');
      const body = toReport(account, page, target.searchParams);
      return { status: 200, type: 'application/json', headers: headersFor(context), body };
    },
    getTransactionDetails({ path }, context) {
      const account = findAccount(bank, context, 'transactions', path['account-id']);
      if ('status' in account) return account;
      const entry = bank.listEntries(account).find(({ transactionId }) => transactionId === path.transactionId);
      if (entry === undefined)
        return fault(context, 403, 'RESOURCE_UNKNOWN', 'There is no such entry.', 'transactionId');
      const body = { transactionsDetails: { transactionDetails: toTransaction(account, entry) } };
      return { status: 200, type: 'application/json', headers: headersFor(context), body };
    },
  };
}

type Query = GetTransactionListRequest['query'];

/** What this bank does not offer, and what contradicts itself. */
function refuseQuery(context: CallContext, query: Query, accepts: readonly string[]) {
  const { bookingStatus, dateFrom, dateTo, deltaList, entryReferenceFrom } = query;
  if (!accepts.includes('application/json'))
    return fault(context, 406, 'REQUESTED_FORMATS_INVALID', 'This bank reports in JSON only.');
  if (bookingStatus !== 'booked')
    return fault(context, 400, 'PARAMETER_NOT_SUPPORTED', 'This bank reports booked entries only.', 'bookingStatus');
  if (deltaList === true || entryReferenceFrom !== undefined)
    return fault(context, 400, 'PARAMETER_NOT_SUPPORTED', 'This bank offers no deltas.');
  if (dateFrom === undefined) return fault(context, 400, 'FORMAT_ERROR', 'The first day is missing.', 'dateFrom');
  if (dateTo !== undefined && dateTo < dateFrom)
    return fault(context, 400, 'PERIOD_INVALID', 'The period ends before it begins.', 'dateTo');
  return undefined;
}

const isWithin = ({ dateFrom = '', dateTo = '9999-12-31' }: Query, day: string) => dateFrom <= day && day <= dateTo;

function toReport(
  account: Account,
  { items, next, previous }: Page<Entry>,
  asked: URLSearchParams,
): Schemas['transactionsResponse-200_json'] {
  const self = linkToAccount(account.resourceId);
  const linkTo = (page: string | undefined) => {
    const search = new URLSearchParams(asked);
    if (page === undefined) search.delete('page');
    else search.set('page', page);
    return { href: `${self}/transactions?${search}` };
  };
  return {
    account: toReference(account),
    transactions: {
      booked: items.map((entry) => toTransaction(account, entry)),
      _links: {
        account: { href: self },
        first: linkTo(undefined),
        ...(previous !== undefined && { previous: linkTo(previous) }),
        ...(next !== undefined && { next: linkTo(next) }),
      },
    },
  };
}
