import type { PaymentAccount, StandingOrder, Transaction } from '@openxs2a/core-banking';
import { answerHeaders, type Context, grantOf } from '@openxs2a/edge';
import type { HandlerInput } from '@openxs2a/runtime/server';
import type { GetTransactionListRequest, GetTransactionListResult } from '@openxs2a/xs2a/types';
import { isPayment, type OpenedAccount } from '../domain/opened-account.ts';
import { accountGone, loadOpenedAccount } from '../reads/load-accounts.ts';
import { loadBalancesBeside } from '../reads/load-balances.ts';
import { type PagePosition, readAsked } from './asked.ts';
import { createListEntries } from './entries.ts';
import { chooseFormat } from './formats/choose-format.ts';
import { answerDownload, answerWhole } from './formats/whole-answer.ts';
import { readFirstPage } from './read-first-page.ts';
import { refused } from './refusals.ts';
import { renderReport } from './render/report.ts';
import type { ReportCall } from './report-links.ts';
import type { ReportQuery } from './report-query.ts';
import type { ReportSetting } from './setting.ts';
import { type TurnedPage, turnPage } from './turn-page.ts';

/** A call for the entries of a payment account, and that account. */
export interface TransactionCall extends ReportCall<Transaction> {
  readonly opened: OpenedAccount<PaymentAccount>;
  /** Of the answer. */
  readonly headers: ReturnType<typeof answerHeaders>;
}

/** GET /v1/accounts/{account-id}/transactions (Guidelines 1.3.8, 6.5.4): in pages, or whole in another format than JSON. */
export async function listTransactions(
  setting: ReportSetting,
  { incoming, accepts }: HandlerInput<GetTransactionListRequest>,
  context: Context,
): Promise<GetTransactionListResult> {
  const grant = grantOf(context);
  const asked = readAsked('getTransactionList', incoming, setting);
  const { opened } = await loadOpenedAccount(setting, grant, isPayment);
  const list = createListEntries<Transaction>((id, query) => setting.core.listTransactions(id, query), grant);
  const headers = answerHeaders(context);
  const call: TransactionCall = { operationId: 'getTransactionList', grant, list, opened, headers };
  switch (asked.kind) {
    case 'page':
      if (!accepts.includes('application/json')) throw refused('format-not-offered', { accepts });
      return { status: 200, type: 'application/json', headers, body: await readPage(setting, call, asked) };
    case 'download':
      return answerDownload(setting, call, asked);
    case 'report': {
      const { query } = asked;
      const request = { query, granted: opened.granted, accept: incoming.headers.get('accept'), accepts };
      const format = chooseFormat(request, setting.profile);
      if (format !== 'json') return answerWhole(setting, call, query, format);
      return { status: 200, type: 'application/json', headers, body: await readReport(setting, call, query) };
    }
    default:
      return asked satisfies never;
  }
}

async function readPage(setting: ReportSetting, call: TransactionCall, position: PagePosition) {
  const page = await turnPage(setting, call, position);
  return renderReport(toRendered(setting, call, position, page), undefined);
}

/** Balances and standing orders are beside the first page alone: they are of now, and a page is of the report's moment. */
async function readReport(setting: ReportSetting, call: TransactionCall, query: ReportQuery) {
  const { opened } = call;
  const page = query.start.kind === 'none' ? EMPTY : await readFirstPage(setting, call, query);
  const [beside, orders] = await Promise.all([
    loadBalancesBeside(setting, [opened], query.withBalance),
    query.bookingStatus === 'all' || query.bookingStatus === 'information' ? loadOrders(setting, call) : undefined,
  ]);
  const balances = beside.get(opened.account.id);
  return renderReport({ ...toRendered(setting, call, query, page), balances }, orders);
}

const EMPTY: TurnedPage<never> = { entries: [], links: {} };

function toRendered(
  { profile: { basePath } }: ReportSetting,
  { opened: { account, granted } }: TransactionCall,
  { bookingStatus }: Pick<ReportQuery, 'bookingStatus'>,
  { entries, links }: TurnedPage<Transaction>,
) {
  return { account, granted, basePath, bookingStatus, entries, links };
}

async function loadOrders({ core }: ReportSetting, call: TransactionCall): Promise<readonly StandingOrder[]> {
  const orders = await core.listStandingOrders(call.opened.account.id);
  if (orders === undefined) throw accountGone(call.grant);
  return orders;
}
