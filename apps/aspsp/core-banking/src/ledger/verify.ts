import { type Database, type Sql, sql } from '@openxs2a/store';

export type LedgerVerdict =
  | { readonly ok: true; readonly journals: number; readonly entries: number }
  | { readonly ok: false; readonly findings: readonly LedgerFinding[] };

export type LedgerFindingCode =
  /** Postings of a journal entry do not sum to zero in a currency. */
  | 'unbalanced'
  /** An account's balance is not the sum of its entries. */
  | 'balance'
  /** What is held is not the sum of what is pending. */
  | 'held'
  /** The balance after an entry is not the sum up to it. */
  | 'running-balance'
  /** A booking date before that of an older entry. */
  | 'backdated'
  | 'currency'
  /** A position that the account has not counted. */
  | 'position';

export interface LedgerFinding {
  readonly code: LedgerFindingCode;
  /** The number of a journal entry, or the id of an account. */
  readonly subject: string;
}

/** Counts everything anew, at one moment. Takes long on large books: it reads every entry. */
export async function verifyLedger(database: Database): Promise<LedgerVerdict> {
  return database.transaction(
    async (trx) => {
      const findings: LedgerFinding[] = [];
      for (const [code, statement] of CHECKS)
        for (const { subject } of await trx.all<{ subject: string | number }>(sql`${statement} LIMIT 100`))
          findings.push({ code, subject: String(subject) });
      if (findings.length > 0) return { ok: false, findings };
      const counts = await trx.first<{ journals: number; entries: number }>(
        sql`SELECT (SELECT COUNT(*) FROM ledger_journal) AS journals, (SELECT COUNT(*) FROM ledger_entry) AS entries`,
      );
      return { ok: true, journals: counts?.journals ?? 0, entries: counts?.entries ?? 0 };
    },
    { timeout: Number.POSITIVE_INFINITY },
  );
}

const RUNNING = sql`SELECT account_id, amount, currency, balance_after, booking_date, position,
  SUM(amount) OVER (PARTITION BY account_id ORDER BY position) AS running,
  LAG(booking_date) OVER (PARTITION BY collection_id ORDER BY position) AS day_before
  FROM ledger_entry WHERE position IS NOT NULL`;

const CHECKS: readonly (readonly [LedgerFindingCode, Sql])[] = [
  ['unbalanced', sql`SELECT journal AS subject FROM ledger_entry GROUP BY journal, currency HAVING SUM(amount) <> 0`],
  [
    'balance',
    sql`SELECT a.id AS subject FROM ledger_account a
        LEFT JOIN (SELECT account_id, SUM(amount) AS total FROM ledger_entry GROUP BY account_id) e ON e.account_id = a.id
        WHERE a.kind <> 'internal' AND a.booked <> COALESCE(e.total, 0)`,
  ],
  [
    'held',
    sql`SELECT a.id AS subject FROM ledger_account a
        LEFT JOIN (SELECT account_id, SUM(CASE WHEN amount < 0 THEN amount ELSE 0 END) AS debits,
            SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS credits
          FROM ledger_hold WHERE ended IS NULL GROUP BY account_id) h ON h.account_id = a.id
        WHERE a.held_debits <> COALESCE(h.debits, 0) OR a.held_credits <> COALESCE(h.credits, 0)`,
  ],
  ['running-balance', sql`SELECT DISTINCT account_id AS subject FROM (${RUNNING}) r WHERE balance_after <> running`],
  ['backdated', sql`SELECT DISTINCT account_id AS subject FROM (${RUNNING}) r WHERE booking_date < day_before`],
  [
    'currency',
    sql`SELECT DISTINCT e.account_id AS subject FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
        WHERE e.currency <> a.currency`,
  ],
  [
    'position',
    sql`SELECT DISTINCT c.id AS subject FROM ledger_entry e JOIN ledger_account c ON c.id = e.collection_id
        WHERE e.position > c.position`,
  ],
];
