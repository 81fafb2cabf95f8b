import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { AccountStatus } from '../account.ts';

export interface AccountRow {
  readonly id: string;
  readonly collection_id: string;
  readonly kind: 'payment' | 'card' | 'internal';
  readonly currency: string;
  readonly status: AccountStatus;
  readonly body: string;
  readonly credit_limit: number | null;
  readonly booked: number;
  readonly held_debits: number;
  readonly held_credits: number;
  readonly unbilled: number;
  readonly billed_position: number;
  readonly position: number;
  readonly last_booking_date: string;
  readonly last_reference: string | null;
  readonly changed_at: number | null;
}

export const ACCOUNT_COLUMNS = sql`a.id, a.collection_id, a.kind, a.currency, a.status, a.body, a.credit_limit, a.booked,
  a.held_debits, a.held_credits, a.unbilled, a.billed_position, a.position, a.last_booking_date, a.last_reference,
  a.changed_at`;

export function selectAccounts(db: Queryable, rest: Sql): Promise<readonly AccountRow[]> {
  return db.all<AccountRow>(sql`SELECT ${ACCOUNT_COLUMNS} FROM ledger_account a ${rest}`);
}

/** An account as it is shown, without what is booked to it. */
export type ShownAccount = Pick<AccountRow, 'id' | 'kind' | 'currency' | 'status' | 'body' | 'credit_limit'>;

export function selectShownAccounts(db: Queryable, rest: Sql): Promise<readonly ShownAccount[]> {
  return db.all<ShownAccount>(
    sql`SELECT a.id, a.kind, a.currency, a.status, a.body, a.credit_limit FROM ledger_account a ${rest}`,
  );
}

/** The accounts and their collections, held until the transaction ends; internal ones are only read. */
export async function lockAccounts(trx: Transaction, ids: readonly string[]): Promise<readonly AccountRow[]> {
  const list = sql.join(ids);
  const internal = await selectAccounts(trx, sql`WHERE a.kind = 'internal' AND a.id IN (${list})`);
  // always in one order, so that two transactions do not wait for each other
  const others = await selectAccounts(
    trx,
    sql`WHERE a.kind <> 'internal'
        AND (a.id IN (${list}) OR a.id IN (SELECT collection_id FROM ledger_account WHERE id IN (${list})))
        ORDER BY a.id ${sql.forUpdate(trx)}`,
  );
  return [...internal, ...others];
}

export async function saveAccount(trx: Transaction, row: AccountRow): Promise<void> {
  await trx.run(
    sql`UPDATE ledger_account SET booked = ${row.booked}, held_debits = ${row.held_debits},
          held_credits = ${row.held_credits}, unbilled = ${row.unbilled}, billed_position = ${row.billed_position},
          position = ${row.position}, last_booking_date = ${row.last_booking_date},
          last_reference = ${row.last_reference}, changed_at = ${row.changed_at}
        WHERE id = ${row.id}`,
  );
}
