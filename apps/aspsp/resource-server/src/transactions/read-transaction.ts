import { answerHeaders, type Context, grantOf } from '@openxs2a/edge';
import type { HandlerInput } from '@openxs2a/runtime/server';
import type { GetTransactionDetailsRequest, GetTransactionDetailsResult } from '@openxs2a/xs2a/types';
import { isPayment, opens } from '../domain/opened-account.ts';
import { loadOpenedAccount } from '../reads/load-accounts.ts';
import { dayOf } from './entries.ts';
import { checkHistory } from './history.ts';
import { refused } from './refusals.ts';
import { renderTransaction } from './render/transaction.ts';
import type { ReportSetting } from './setting.ts';

/**
 * GET /v1/accounts/{account-id}/transactions/{transactionId} (Guidelines 1.3.8, 6.5.5): what the list says of the entry. The
 * limits of history hold for it, too.
 */
export async function readTransaction(
  setting: ReportSetting,
  { path }: HandlerInput<GetTransactionDetailsRequest>,
  context: Context,
): Promise<GetTransactionDetailsResult> {
  const { core, profile } = setting;
  const grant = grantOf(context);
  const { opened } = await loadOpenedAccount(setting, grant, isPayment);
  const { transactionId } = path;
  const entry = isTransactionId(transactionId)
    ? await core.findTransaction(opened.account.id, transactionId)
    : undefined;
  if (entry === undefined) throw refused('resource-unknown', { resource: 'transaction' });
  checkHistory(dayOf(entry), grant, { profile, now: setting.clock(), today: setting.today() });
  const showsBalances = opens(opened, 'balances');
  const transactionDetails = renderTransaction(entry, { showsBalances, detailsPath: undefined });
  return {
    status: 200,
    type: 'application/json',
    headers: answerHeaders(context),
    body: { transactionsDetails: { transactionDetails } },
  };
}

/** What no entry can have (`BookedEntry`) is not asked for: a store might not take it for a value. */
const isTransactionId = (text: string) => /^[^\p{Cc}\p{Cs}]{1,35}$/u.test(text);
