import { type Queryable, sql } from '@openxs2a/store';

/** A code, a token, a pushed request or an interaction. */
export interface StoredEntry {
  /** See `digestOf`. */
  readonly digest: string;
  readonly kind: string;
  /** Undefined for what comes before a grant. */
  readonly grantId: string | undefined;
  /** `x5t#S256` of the certificate that an access token is bound to. */
  readonly thumbprint: string | undefined;
  readonly payload: Uint8Array;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface FoundEntry {
  readonly payload: Uint8Array;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly consumedAt: Date | undefined;
}

interface EntryRow {
  readonly payload: Uint8Array;
  readonly created_at: number;
  readonly expires_at: number;
  readonly consumed_at: number | null;
}

/** The statement that keeps it, or keeps it anew; it gives a row. Fails on its key where the grant has ended meanwhile. */
export function upsertEntry({ digest, kind, grantId, thumbprint, payload, createdAt, expiresAt }: StoredEntry) {
  const values = [digest, kind, grantId ?? null, thumbprint ?? null, payload, createdAt.getTime(), expiresAt.getTime()];
  return sql`INSERT INTO oauth_entry (entry_digest, kind, grant_id, thumbprint, payload, created_at, expires_at)
    VALUES (${sql.join(values)})
    ON CONFLICT (entry_digest) DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at
    RETURNING entry_digest`;
}

export async function findEntry(db: Queryable, digest: string): Promise<FoundEntry | undefined> {
  const row = await db.first<EntryRow>(sql`SELECT payload, created_at, expires_at, consumed_at FROM oauth_entry
    WHERE entry_digest = ${digest}`);
  return row && toFound(row);
}

/** Takes it away with what it returns: of two at once, one gets it. */
export async function takeEntry(db: Queryable, digest: string): Promise<FoundEntry | undefined> {
  const row = await db.first<EntryRow>(sql`DELETE FROM oauth_entry WHERE entry_digest = ${digest}
    RETURNING payload, created_at, expires_at, consumed_at`);
  return row && toFound(row);
}

/** Whether this call was the one that used it up. */
export async function consumeEntry(db: Queryable, digest: string, now: Date): Promise<boolean> {
  const changed = await db.run(sql`UPDATE oauth_entry SET consumed_at = ${now.getTime()}
    WHERE entry_digest = ${digest} AND consumed_at IS NULL`);
  return changed === 1;
}

/** Whether this call was the one that removed it. */
export async function deleteEntry(db: Queryable, digest: string): Promise<boolean> {
  return (await db.run(sql`DELETE FROM oauth_entry WHERE entry_digest = ${digest}`)) === 1;
}

/** Keeps it anew, if it is still there. */
export async function updateEntry(db: Queryable, digest: string, payload: Uint8Array): Promise<boolean> {
  return (await db.run(sql`UPDATE oauth_entry SET payload = ${payload} WHERE entry_digest = ${digest}`)) === 1;
}

function toFound({ payload, created_at, expires_at, consumed_at }: EntryRow): FoundEntry {
  return {
    payload,
    createdAt: new Date(created_at),
    expiresAt: new Date(expires_at),
    consumedAt: consumed_at === null ? undefined : new Date(consumed_at),
  };
}
