import { type Queryable, type Sql, sql } from '@openxs2a/store';

/** What a report is about: an account, or all sub-accounts of a collection level. */
export interface Scope {
  readonly accountId: string;
  /** Up to where it reaches: the newest position when it was begun. */
  readonly position: number;
  /** Entries up to here have been on a bill. */
  readonly billedPosition: number;
  /** The condition on the rows of `ledger_entry` and `ledger_hold`. */
  readonly condition: Sql;
}

interface ScopeRow {
  readonly collection_id: string;
  readonly currency: string;
  readonly billed_position: number;
  readonly position: number;
}

/** Undefined where there is no such account of the kind. */
export async function findScope(
  db: Queryable,
  accountId: string,
  kind: 'payment' | 'card',
): Promise<Scope | undefined> {
  const row = await db.first<ScopeRow>(
    sql`SELECT a.collection_id, a.currency, a.billed_position, c.position
        FROM ledger_account a JOIN ledger_account c ON c.id = a.collection_id
        WHERE a.id = ${accountId} AND a.kind = ${kind}`,
  );
  if (row === undefined) return undefined;
  // the first condition is that of a partial index
  const condition =
    row.currency === 'XXX'
      ? sql`collection_id <> account_id AND collection_id = ${accountId}`
      : sql`account_id = ${accountId}`;
  return { accountId, position: row.position, billedPosition: row.billed_position, condition };
}
