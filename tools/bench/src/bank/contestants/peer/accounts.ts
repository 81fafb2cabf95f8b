import type { Grant } from './consents.ts';
import type { Row, Work } from './database.ts';
import { Refusal } from './refusal.ts';

const COLUMNS = 'a.id, a.currency, a.status, a.body, p.status AS psu_status';
const HELD = 'ledger_psu p JOIN ledger_holder h ON h.psu_id = p.id JOIN ledger_account a ON a.id = h.account_id';

/** The accounts of the PSU that the consent opens. */
export function* listAccounts({ psuId, accounts }: Grant): Work<object> {
  const rows = yield {
    text: `SELECT ${COLUMNS} FROM ${HELD} WHERE p.id = $1 ORDER BY h.rank`,
    values: [psuId],
  };
  checkPsu(rows);
  const ids = new Map(accounts.map(({ accountId, resourceId }) => [accountId, resourceId]));
  return { accounts: rows.flatMap((row) => renderAccount(row, ids.get(String(row['id'])))) };
}

/** Nothing is read of a PSU that the bank has blocked. */
function checkPsu(rows: readonly Row[]): void {
  if (rows.some((row) => row['psu_status'] === 'blocked')) throw new Refusal(403, 'SERVICE_BLOCKED');
}

function renderAccount(row: Row, resourceId: string | undefined): readonly object[] {
  if (resourceId === undefined) return [];
  const { iban, name, product, usage, cashAccountType } = JSON.parse(String(row['body']));
  const path = `/v1/accounts/${resourceId}`;
  const _links = { balances: { href: `${path}/balances` }, transactions: { href: `${path}/transactions` } };
  const { currency, status } = row;
  return [{ resourceId, iban, currency, name, product, status, usage, cashAccountType, _links }];
}

const PAGE = 1000;

/** The booked entries of an account from a day on, the newest first. */
export function* listTransactions({ psuId, account = '' }: Grant, resourceId: string, dateFrom: string): Work<object> {
  const held = yield { text: `SELECT ${COLUMNS} FROM ${HELD} WHERE p.id = $1 AND a.id = $2`, values: [psuId, account] };
  checkPsu(held);
  const [found] = held;
  if (found === undefined) throw new Refusal(404, 'RESOURCE_UNKNOWN');
  const rows = yield {
    text: `SELECT journal, ordinal, transaction_id, currency, amount, balance_after, booking_date, value_date, body
      FROM ledger_entry WHERE account_id = $1 AND booking_date >= $2 ORDER BY booking_date DESC, position DESC LIMIT $3`,
    values: [account, dateFrom, PAGE],
  };
  const { iban } = JSON.parse(String(found['body']));
  const path = `/v1/accounts/${resourceId}`;
  const booked = rows.map((row) => renderEntry(row, path));
  return { account: { iban }, transactions: { booked, _links: { account: { href: path } } } };
}

function renderEntry(row: Row, path: string): object {
  const { remittanceInformationUnstructured, ...particulars } = JSON.parse(String(row['body']));
  const currency = row['currency'];
  return {
    transactionId: row['transaction_id'],
    entryReference: `${row['journal']}-${row['ordinal']}`,
    bookingDate: row['booking_date'],
    valueDate: row['value_date'],
    transactionAmount: { currency, amount: toAmount(Number(row['amount'])) },
    ...particulars,
    remittanceInformationUnstructured: remittanceInformationUnstructured[0],
    balanceAfterTransaction: {
      balanceType: 'interimBooked',
      balanceAmount: { currency, amount: toAmount(Number(row['balance_after'])) },
    },
    _links: { transactionDetails: { href: `${path}/transactions/${row['transaction_id']}` } },
  };
}

function toAmount(minorUnits: number): string {
  const digits = String(Math.abs(minorUnits)).padStart(3, '0');
  return `${minorUnits < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
