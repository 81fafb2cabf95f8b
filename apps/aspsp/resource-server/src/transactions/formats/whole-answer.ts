import type { EntryPage, EntryQuery, Transaction } from '@openxs2a/core-banking';
import type { GetTransactionListResult } from '@openxs2a/xs2a/types';
import { opens } from '../../domain/opened-account.ts';
import { loadBalancesBeside } from '../../reads/load-balances.ts';
import { referenceOf } from '../../render/account-reference.ts';
import { pickKnown } from '../../render/known.ts';
import type { DownloadPosition } from '../asked.ts';
import { beginReport } from '../begin-report.ts';
import { keepMark } from '../delta-list.ts';
import type { TransactionCall } from '../list-transactions.ts';
import { beginPosition, hrefOf } from '../report-links.ts';
import type { ReportQuery } from '../report-query.ts';
import type { ReportSetting } from '../setting.ts';
import type { WholeFormat } from './choose-format.ts';
import { readWhole } from './read-whole.ts';
import { renderWhole, type WholeReport } from './whole-report.ts';

type Answer = Extract<GetTransactionListResult, { readonly status: 200 }>;
type JsonBody = Extract<Answer, { readonly type: 'application/json' }>['body'];

/** A report in a format that has no pages; where it is huge and the bank has downloads, a link to it in its place. */
export async function answerWhole(
  setting: ReportSetting,
  call: TransactionCall,
  asked: ReportQuery,
  format: WholeFormat,
): Promise<Answer> {
  const { download, maxPageSize } = setting.profile.transactions;
  const query: EntryQuery = {
    ...(await beginReport(setting, call, asked)),
    order: 'oldestFirst',
    limit: maxPageSize,
  };
  const first = await call.list(query);
  const position = { ...beginPosition(setting, asked), query, format };
  if (first.next !== undefined && download && isSettled(first))
    return answerLink(setting, call, { ...position, kind: 'download', cursor: first.next });
  const beside = await loadBalancesBeside(setting, [call.opened], asked.withBalance);
  const balances = beside.get(call.opened.account.id) ?? [];
  return answerText(setting, call, position, { first, balances });
}

/**
 * The report behind such a link, as it was at the moment of the report. Its first page is read anew, and is the same: it was
 * full of booked entries, and what is booked later comes later. No other balances go along, since they are of now.
 */
export async function answerDownload(
  setting: ReportSetting,
  call: TransactionCall,
  position: DownloadPosition,
): Promise<Answer> {
  const first = await call.list(position.query);
  return answerText(setting, call, position, { first: { ...first, next: position.cursor }, balances: [] });
}

const isSettled = ({ entries }: EntryPage<Transaction>) => entries.at(-1)?.bookingStatus === 'booked';

function answerLink(setting: ReportSetting, call: TransactionCall, position: DownloadPosition): Answer {
  const account = referenceOf(call.opened.account);
  const _links = { download: { href: hrefOf(setting, call, position) } };
  const body = pickKnown<JsonBody>({ account, _links });
  return { status: 200, type: 'application/json', headers: call.headers, body };
}

async function answerText(
  setting: ReportSetting,
  call: TransactionCall,
  { query, format, ...position }: Omit<DownloadPosition, 'kind' | 'cursor'>,
  { first, balances }: { readonly first: EntryPage<Transaction>; readonly balances: WholeReport['balances'] },
): Promise<Answer> {
  const { entries: transactions, mark } = await readWhole(call.list, query, first);
  const { account } = call.opened;
  const { ownerName } = setting.profile.services;
  const whole: WholeReport = {
    account,
    showsOwners: ownerName && opens(call.opened, 'ownerName'),
    transactions,
    dateFrom: query.dateFrom,
    dateTo: query.dateTo,
    mark,
    balances,
    psuId: call.grant.psuId,
  };
  const body = await renderWhole(setting, whole, format);
  await keepMark(setting, call.grant, position, mark);
  // it is among those that the operation declares, or it would not have been chosen
  const type = setting.profile.transactions.mediaTypes[format] as 'application/xml' | 'text/plain';
  return { status: 200, type, headers: call.headers, body };
}
