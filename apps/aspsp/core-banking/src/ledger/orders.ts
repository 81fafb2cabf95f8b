import { type Queryable, type Row, sql, type Transaction } from '@openxs2a/store';
import type { StandingOrder, TrustedBeneficiary } from '../standing-order.ts';
import { decodeBody, encodeBody } from './body.ts';

interface BodyRow extends Row {
  readonly body: string;
}

export async function addStandingOrder(trx: Transaction, accountId: string, order: StandingOrder): Promise<void> {
  await trx.run(
    sql`INSERT INTO ledger_standing_order (id, account_id, ended, body)
        VALUES (${order.id}, ${accountId}, ${false}, ${encodeBody(order)})`,
  );
}

/** False where there is no such active order. */
export async function endStandingOrder(trx: Transaction, id: string): Promise<boolean> {
  return (
    (await trx.run(sql`UPDATE ledger_standing_order SET ended = ${true} WHERE id = ${id} AND ended = ${false}`)) === 1
  );
}

export async function addTrustedBeneficiary(
  trx: Transaction,
  accountId: string,
  beneficiary: TrustedBeneficiary,
): Promise<void> {
  await trx.run(
    sql`INSERT INTO ledger_trusted_beneficiary (id, account_id, body)
        VALUES (${beneficiary.id}, ${accountId}, ${encodeBody(beneficiary)})`,
  );
}

/** False where there is no such beneficiary. */
export async function removeTrustedBeneficiary(trx: Transaction, id: string): Promise<boolean> {
  return (await trx.run(sql`DELETE FROM ledger_trusted_beneficiary WHERE id = ${id}`)) === 1;
}

/** The active ones that have not run out by `today`; on the collection level those of all sub-accounts. */
export async function listStandingOrdersOf(
  db: Queryable,
  accountId: string,
  today: string,
): Promise<readonly StandingOrder[] | undefined> {
  if (!(await isPaymentAccount(db, accountId))) return undefined;
  const rows = await db.all<BodyRow>(
    sql`SELECT o.body FROM ledger_standing_order o JOIN ledger_account a ON a.id = o.account_id
        WHERE (a.id = ${accountId} OR a.collection_id = ${accountId}) AND o.ended = ${false} ORDER BY o.id`,
  );
  const orders = rows.map(({ body }) => decodeBody<StandingOrder>(body));
  return orders.filter(({ endDate = today }) => endDate >= today);
}

export async function listTrustedBeneficiariesOf(
  db: Queryable,
  accountId: string,
): Promise<readonly TrustedBeneficiary[] | undefined> {
  if (!(await isPaymentAccount(db, accountId))) return undefined;
  const rows = await db.all<BodyRow>(
    sql`SELECT b.body FROM ledger_trusted_beneficiary b JOIN ledger_account a ON a.id = b.account_id
        WHERE a.id = ${accountId} OR a.collection_id = ${accountId} ORDER BY b.id`,
  );
  return rows.map(({ body }) => decodeBody<TrustedBeneficiary>(body));
}

async function isPaymentAccount(db: Queryable, accountId: string): Promise<boolean> {
  return (
    (await db.first(sql`SELECT 1 AS found FROM ledger_account WHERE id = ${accountId} AND kind = 'payment'`)) !==
    undefined
  );
}
