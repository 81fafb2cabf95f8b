import { type Queryable, sql, type Transaction } from '@openxs2a/store';
import type { AuthorityName } from './authorities.ts';

/** A list that is signed. */
export interface Crl {
  readonly number: number;
  readonly der: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

interface CrlRow {
  readonly der: Uint8Array;
  readonly this_update: number;
  readonly next_update: number;
}

/** The number of the list that says all that there is to say, signed or not; 0 before the first. */
export async function findCrlDue(db: Queryable, name: AuthorityName): Promise<number> {
  const row = await db.first<{ due: number }>(
    sql`SELECT COALESCE(MAX(number), 0) AS due FROM crl WHERE name = ${name}`,
  );
  return row?.due ?? 0;
}

/** Demands a list with a greater number, since those before no longer say all. Gives the number. */
export async function callForCrl(trx: Transaction, name: AuthorityName): Promise<number> {
  const number = (await findCrlDue(trx, name)) + 1;
  await trx.run(sql`INSERT INTO crl (name, number) VALUES (${name}, ${number})`);
  return number;
}

export async function findCrl(db: Queryable, name: AuthorityName, number: number): Promise<Crl | undefined> {
  const row = await db.first<CrlRow>(
    sql`SELECT der, this_update, next_update FROM crl WHERE name = ${name} AND number = ${number} AND der IS NOT NULL`,
  );
  if (row === undefined) return undefined;
  return { number, der: row.der, thisUpdate: new Date(row.this_update), nextUpdate: new Date(row.next_update) };
}

/** Keeps the first list that was signed under a number that was called for. */
export async function saveCrl(db: Queryable, name: AuthorityName, crl: Crl): Promise<void> {
  await db.run(
    sql`UPDATE crl SET der = ${crl.der}, this_update = ${crl.thisUpdate.getTime()}, next_update = ${crl.nextUpdate.getTime()}
        WHERE name = ${name} AND number = ${crl.number} AND der IS NULL`,
  );
}
