import type { KeyKind } from '@openxs2a/certificates/issue';
import { type Queryable, sql, type Transaction } from '@openxs2a/store';
import type { KeyRecord } from '../domain/certificate.ts';

interface KeyRow {
  readonly name: string;
  readonly kind: KeyKind;
  readonly public_key: string;
  readonly created_at: number;
  readonly destroyed_at: number | null;
}

/** False where it is on record already. */
export async function insertKey(trx: Transaction, { name, kind, publicKey, createdAt }: KeyRecord): Promise<boolean> {
  const changed = await trx.run(
    sql`INSERT INTO seal_key (name, kind, public_key, created_at)
        VALUES (${name}, ${kind}, ${publicKey}, ${createdAt.getTime()}) ON CONFLICT (name) DO NOTHING`,
  );
  return changed === 1;
}

/** False where it was on record as destroyed before. */
export async function saveDestroyed(trx: Transaction, name: string, now: Date): Promise<boolean> {
  const changed = await trx.run(
    sql`UPDATE seal_key SET destroyed_at = ${now.getTime()} WHERE name = ${name} AND destroyed_at IS NULL`,
  );
  return changed === 1;
}

export async function findKey(db: Queryable, name: string): Promise<KeyRecord | undefined> {
  const row = await db.first<KeyRow>(
    sql`SELECT name, kind, public_key, created_at, destroyed_at FROM seal_key WHERE name = ${name}`,
  );
  return row && toRecord(row);
}

/** The newest first. */
export async function listKeys(db: Queryable): Promise<readonly KeyRecord[]> {
  const rows = await db.all<KeyRow>(
    sql`SELECT name, kind, public_key, created_at, destroyed_at FROM seal_key ORDER BY created_at DESC, name`,
  );
  return rows.map(toRecord);
}

function toRecord({ name, kind, public_key, created_at, destroyed_at }: KeyRow): KeyRecord {
  return {
    name,
    kind,
    publicKey: public_key,
    createdAt: new Date(created_at),
    ...(destroyed_at === null ? {} : { destroyedAt: new Date(destroyed_at) }),
  };
}
