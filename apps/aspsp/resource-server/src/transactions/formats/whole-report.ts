import {
  type AccountReport,
  type AccountStatement,
  type ReportAccount,
  ReportError,
  type ReportMessage,
  renderCamt052,
  renderCamt053,
  renderMt940,
  renderMt942,
} from '@openxs2a/account-reports';
import type { Balance, IsoDate, PaymentAccount, Transaction } from '@openxs2a/core-banking';
import { refused } from '../refusals.ts';
import type { ReportSetting } from '../setting.ts';
import { isStatement, type WholeFormat } from './choose-format.ts';
import { findBalances } from './statement-balances.ts';

/** All that is in a report that has no pages. */
export interface WholeReport {
  readonly account: PaymentAccount;
  /** Whether the consent opens who owns it. */
  readonly showsOwners: boolean;
  /** From the oldest on. */
  readonly transactions: readonly Transaction[];
  readonly dateFrom: IsoDate | undefined;
  readonly dateTo: IsoDate | undefined;
  readonly mark: string;
  /** That go along; those that a statement begins and ends with are its own. */
  readonly balances: readonly Balance[];
  /** Whose sub-accounts an account of several currencies has. */
  readonly psuId: string;
}

/** As text of the format. Refuses what the format cannot tell of this account. */
export async function renderWhole(setting: ReportSetting, whole: WholeReport, format: WholeFormat): Promise<string> {
  const accounts = await listCurrencies(setting, whole);
  const reports = accounts.map((account) => toReport(setting, whole, account));
  const message = { messageId: toId(setting, 16), createdAt: setting.clock() };
  try {
    if (!isStatement(format)) return RENDER_REPORT[format]({ ...message, reports });
    const statements = await Promise.all(reports.map((report) => toStatement(setting, whole, report)));
    return RENDER_STATEMENT[format]({ ...message, reports: statements });
  } catch (error) {
    if (error instanceof ReportError && UNTOLD.has(error.code))
      throw refused('format-not-offered', { code: error.code });
    throw error;
  }
}

const RENDER_REPORT = { 'camt.052': renderCamt052, mt942: renderMt942 } as const satisfies Record<
  'camt.052' | 'mt942',
  (message: ReportMessage<AccountReport>) => string
>;
const RENDER_STATEMENT = { 'camt.053': renderCamt053, mt940: renderMt940 } as const satisfies Record<
  'camt.053' | 'mt940',
  (message: ReportMessage<AccountStatement>) => string
>;

/** What is right and cannot be said in a format; all else that a report is refused for is a fault of core banking. */
const UNTOLD: ReadonlySet<ReportError['code']> = new Set<ReportError['code']>([
  'ERR_REPORT_ACCOUNT',
  'ERR_REPORT_AMOUNT',
]);

/**
 * The account, or its sub-accounts, each of a currency of its own (Guidelines 1.3.8, 4.5). Entries of a currency that none of
 * them has are told of the account all the same: nothing is left out unseen.
 */
async function listCurrencies(setting: ReportSetting, whole: WholeReport): Promise<readonly PaymentAccount[]> {
  const { account, transactions } = whole;
  const accounts = account.currency === COLLECTION ? await listSubAccounts(setting, whole) : [account];
  const known = new Set(accounts.map(({ currency }) => currency));
  const told = new Set(transactions.map(({ transactionAmount }) => transactionAmount.currency));
  const others = [...told].filter((currency) => !known.has(currency)).map((currency) => ({ ...account, currency }));
  const all = [...accounts, ...others];
  if (all.length === 0) throw refused('format-not-offered', { lacks: 'a currency' });
  return all;
}

const COLLECTION = 'XXX';

async function listSubAccounts({ core }: ReportSetting, { account, psuId }: WholeReport) {
  const all = await core.listAccounts(psuId);
  return all.filter((one): one is PaymentAccount => one.kind === 'payment' && one.collectionId === account.id);
}

function toReport(setting: ReportSetting, whole: WholeReport, account: PaymentAccount): AccountReport {
  const { currency } = account;
  const { dateFrom, dateTo = setting.today(), showsOwners } = whole;
  return {
    reportId: toId(setting, 8),
    account: toReportAccount(account, showsOwners),
    ...(dateFrom === undefined ? {} : { period: { dateFrom, dateTo } }),
    balances: whole.balances.filter(({ balanceAmount }) => balanceAmount.currency === currency),
    transactions: whole.transactions.filter(({ transactionAmount }) => transactionAmount.currency === currency),
  };
}

async function toStatement(
  { core, ...setting }: ReportSetting,
  { account: { id: accountId }, dateFrom, dateTo, mark }: WholeReport,
  report: AccountReport,
): Promise<AccountStatement> {
  const { transactions, account } = report;
  const part = { accountId, currency: account.currency, transactions, dateFrom, dateTo, mark, today: setting.today() };
  return { ...report, ...(await findBalances(core, part)) };
}

/** What may go out of it: all that is handed on does. */
function toReportAccount({ owners, ...account }: PaymentAccount, showsOwners: boolean): ReportAccount {
  const { iban, bban, maskedPan, msisdn, other, currency, cashAccountType, name, bic } = account;
  const known = Object.entries({ iban, bban, maskedPan, msisdn, other, name, bic }).filter(
    ([, value]) => value !== undefined,
  );
  return { currency, cashAccountType, ...Object.fromEntries(known), ...(showsOwners ? { owners } : {}) };
}

/** Of letters and digits that every format takes, twice as many as there are bytes. */
function toId({ random }: ReportSetting, bytes: number): string {
  return Buffer.from(random.bytes(bytes)).toString('hex').toUpperCase();
}
