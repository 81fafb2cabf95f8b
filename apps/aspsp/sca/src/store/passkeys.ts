import { type Queryable, type Sql, sql } from '@openxs2a/store';
import type { Passkey } from '../passkey.ts';

export interface StoredPasskey extends Passkey {
  readonly psuId: string;
  /** COSE. */
  readonly publicKey: Uint8Array;
  /** How often it was used, as it says itself; 0 where it does not count. */
  readonly signCount: number;
}

interface PasskeyRow {
  readonly passkey_id: string;
  readonly psu_id: string;
  readonly name: string;
  readonly public_key: Uint8Array;
  readonly sign_count: number;
  readonly created_at: number;
  readonly last_used_at: number | null;
}

const COLUMNS = sql`passkey_id, psu_id, name, public_key, sign_count, created_at, last_used_at`;

/** False where there is one of this id. */
export async function insertPasskey(db: Queryable, passkey: StoredPasskey): Promise<boolean> {
  const { passkeyId, psuId, name, publicKey, signCount, createdAt } = passkey;
  const values = [passkeyId, psuId, name, publicKey, signCount, createdAt.getTime(), null];
  const inserted = await db.run(sql`INSERT INTO sca_passkey (${COLUMNS}) VALUES (${sql.join(values)})
    ON CONFLICT (passkey_id) DO NOTHING`);
  return inserted > 0;
}

export async function findPasskey(db: Queryable, passkeyId: string): Promise<StoredPasskey | undefined> {
  const [passkey] = await select(db, sql`passkey_id = ${passkeyId}`);
  return passkey;
}

export function listPasskeys(db: Queryable, psuId: string): Promise<readonly StoredPasskey[]> {
  return select(db, sql`psu_id = ${psuId} ORDER BY created_at, passkey_id`);
}

/** False where its counter has not gone on, which it does unless it never counts (WebAuthn 3, 7.2, step 22). */
export async function countUse(db: Queryable, passkeyId: string, signCount: number, now: Date): Promise<boolean> {
  const counted = await db.run(sql`UPDATE sca_passkey SET sign_count = ${signCount}, last_used_at = ${now.getTime()}
    WHERE passkey_id = ${passkeyId} AND (sign_count < ${signCount} OR (sign_count = 0 AND CAST(${signCount} AS BIGINT) = 0))`);
  return counted > 0;
}

export async function deletePasskey(db: Queryable, psuId: string, passkeyId: string): Promise<boolean> {
  return (await db.run(sql`DELETE FROM sca_passkey WHERE passkey_id = ${passkeyId} AND psu_id = ${psuId}`)) > 0;
}

async function select(db: Queryable, condition: Sql): Promise<readonly StoredPasskey[]> {
  const rows = await db.all<PasskeyRow>(sql`SELECT ${COLUMNS} FROM sca_passkey WHERE ${condition}`);
  return rows.map((row) => ({
    passkeyId: row.passkey_id,
    psuId: row.psu_id,
    name: row.name,
    publicKey: row.public_key,
    signCount: row.sign_count,
    createdAt: new Date(row.created_at),
    lastUsedAt: row.last_used_at === null ? undefined : new Date(row.last_used_at),
  }));
}
