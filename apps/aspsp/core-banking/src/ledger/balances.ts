import { type Queryable, sql } from '@openxs2a/store';
import type { Balance, BalanceType } from '../balance.ts';
import { addDays, type IsoDate } from '../iso-date.ts';
import { ACCOUNT_COLUMNS, type AccountRow } from './account.table.ts';

interface BalanceRow extends AccountRow {
  /** The balance when the day before ended. */
  readonly closing: number | null;
  /** What is announced to come in until tomorrow. */
  readonly incoming: number | null;
}

/** Undefined where there is no such account. One statement, so that the figures are of one moment. */
export async function listBalancesOf(
  db: Queryable,
  accountId: string,
  today: IsoDate,
): Promise<readonly Balance[] | undefined> {
  const rows = await db.all<BalanceRow>(
    sql`SELECT ${ACCOUNT_COLUMNS},
          (SELECT e.balance_after FROM ledger_entry e WHERE e.account_id = a.id AND e.booking_date < ${today}
            ORDER BY e.booking_date DESC, e.position DESC LIMIT 1) AS closing,
          (SELECT CAST(SUM(h.amount) AS BIGINT) FROM ledger_hold h WHERE h.account_id = a.id AND h.ended IS NULL
            AND h.amount > 0 AND h.value_date <= ${addDays(today, 1)}) AS incoming
        FROM ledger_account a
        WHERE (a.id = ${accountId} OR a.collection_id = ${accountId}) AND a.kind <> 'internal'
        ORDER BY a.currency, a.id`,
  );
  if (rows.length === 0) return undefined;
  return rows
    .filter(({ currency }) => currency !== 'XXX')
    .flatMap((row) => (row.kind === 'card' ? toCardBalances(row, today) : toPaymentBalances(row, today)));
}

function toPaymentBalances(row: BalanceRow, today: IsoDate): readonly Balance[] {
  const [closing, incoming] = [row.closing ?? 0, row.incoming ?? 0];
  const limit = row.credit_limit ?? 0;
  const available = row.booked + row.held_debits + limit;
  const balance = createBalance(row);
  const creditLimitIncluded = limit > 0;
  return [
    { ...balance('closingBooked', closing), referenceDate: addDays(today, -1) },
    { ...balance('openingBooked', closing), referenceDate: today },
    { ...balance('interimBooked', row.booked), ...describeNewest(row), referenceDate: today },
    { ...balance('expected', row.booked + row.held_debits + row.held_credits), referenceDate: today },
    { ...balance('interimAvailable', available), creditLimitIncluded, referenceDate: today },
    { ...balance('forwardAvailable', available + incoming), creditLimitIncluded, referenceDate: addDays(today, 1) },
  ];
}

/** On card accounts the kinds mean something else: see `Balance`. */
function toCardBalances(row: BalanceRow, today: IsoDate): readonly Balance[] {
  const balance = createBalance(row);
  return [
    { ...balance('closingBooked', row.booked - row.unbilled), referenceDate: today },
    { ...balance('nonInvoiced', row.unbilled), referenceDate: today },
    {
      ...balance('interimAvailable', row.booked),
      ...describeNewest(row),
      creditLimitIncluded: false,
      referenceDate: today,
    },
    { ...balance('expected', row.booked + row.held_debits + row.held_credits), referenceDate: today },
  ];
}

function createBalance({ currency }: BalanceRow): (balanceType: BalanceType, minorUnits: number) => Balance {
  return (balanceType, minorUnits) => ({
    balanceType,
    balanceAmount: { currency, minorUnits: BigInt(minorUnits) },
  });
}

function describeNewest({ changed_at, last_reference }: BalanceRow): Partial<Balance> {
  return {
    ...(changed_at === null ? {} : { lastChangeDateTime: new Date(changed_at) }),
    ...(last_reference === null ? {} : { lastCommittedTransaction: last_reference }),
  };
}
