import type { CardTransaction } from '@openxs2a/core-banking';
import { answerHeaders, type Context, grantOf } from '@openxs2a/edge';
import type { HandlerInput } from '@openxs2a/runtime/server';
import type { GetCardAccountTransactionListRequest, GetCardAccountTransactionListResult } from '@openxs2a/xs2a/types';
import { isCard } from '../domain/opened-account.ts';
import { loadOpenedAccount } from '../reads/load-accounts.ts';
import { readAsked } from './asked.ts';
import { createListEntries } from './entries.ts';
import { readFirstPage } from './read-first-page.ts';
import { linkRefused } from './refusals.ts';
import { renderCardReport } from './render/report.ts';
import type { ReportCall } from './report-links.ts';
import type { ReportSetting } from './setting.ts';
import { turnPage } from './turn-page.ts';

/** GET /v1/card-accounts/{account-id}/transactions (Guidelines 1.3.8, 6.6.4): JSON, in pages; `withBalance` is none of it. */
export async function listCardTransactions(
  setting: ReportSetting,
  { incoming }: HandlerInput<GetCardAccountTransactionListRequest>,
  context: Context,
): Promise<GetCardAccountTransactionListResult> {
  const grant = grantOf(context);
  const asked = readAsked('getCardAccountTransactionList', incoming, setting);
  // there are none of card accounts
  if (asked.kind === 'download') throw linkRefused('download');
  const { opened } = await loadOpenedAccount(setting, grant, isCard);
  const list = createListEntries<CardTransaction>((id, query) => setting.core.listCardTransactions(id, query), grant);
  const call: ReportCall<CardTransaction> = { operationId: 'getCardAccountTransactionList', grant, list };
  const { bookingStatus } = asked.kind === 'page' ? asked : asked.query;
  const { entries, links } =
    asked.kind === 'page' ? await turnPage(setting, call, asked) : await readFirstPage(setting, call, asked.query);
  const { basePath } = setting.profile;
  const body = renderCardReport({ ...opened, basePath, bookingStatus, entries, links });
  return { status: 200, type: 'application/json', headers: answerHeaders(context), body };
}
