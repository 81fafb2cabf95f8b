import { type Queryable, sql, type Transaction } from '@openxs2a/store';

/** The QTSP's own certificates. */
export type AuthorityName = 'root' | 'issuing';

export async function findAuthorityCertificate(db: Queryable, name: AuthorityName): Promise<Uint8Array | undefined> {
  const row = await db.first<{ der: Uint8Array }>(sql`SELECT der FROM ca_certificate WHERE name = ${name}`);
  return row?.der;
}

/** Once and for all: fails where there is one. */
export async function insertAuthorityCertificate(
  trx: Transaction,
  name: AuthorityName,
  der: Uint8Array,
  now: Date,
): Promise<void> {
  await trx.run(sql`INSERT INTO ca_certificate (name, der, created_at) VALUES (${name}, ${der}, ${now.getTime()})`);
}
