import { type Queryable, sql } from '@openxs2a/store';

/** That a PSU has granted a client a scope. */
export interface StoredGrant {
  readonly grantId: string;
  readonly clientId: string;
  /** As text, see `writeScope`. */
  readonly scope: string;
  readonly psuId: string;
  readonly grantedAt: Date;
  readonly expiresAt: Date;
}

interface GrantRow {
  readonly grant_id: string;
  readonly client_id: string;
  readonly scope: string;
  readonly psu_id: string;
  readonly granted_at: number;
  readonly expires_at: number;
}

const COLUMNS = sql`grant_id, client_id, scope, psu_id, granted_at, expires_at`;

/** The statement that keeps it; it gives a row, unless it is there already. */
export function insertGrant({ grantId, clientId, scope, psuId, grantedAt, expiresAt }: StoredGrant) {
  const values = [grantId, clientId, scope, psuId, grantedAt.getTime(), expiresAt.getTime()];
  return sql`INSERT INTO oauth_grant (${COLUMNS}) VALUES (${sql.join(values)})
    ON CONFLICT (grant_id) DO NOTHING RETURNING grant_id`;
}

export async function findGrant(db: Queryable, grantId: string): Promise<StoredGrant | undefined> {
  const row = await db.first<GrantRow>(sql`SELECT ${COLUMNS} FROM oauth_grant WHERE grant_id = ${grantId}`);
  return row && toGrant(row);
}

/** Ends it, and all that was issued for it. */
export async function deleteGrant(db: Queryable, grantId: string): Promise<StoredGrant | undefined> {
  const row = await db.first<GrantRow>(sql`DELETE FROM oauth_grant WHERE grant_id = ${grantId} RETURNING ${COLUMNS}`);
  return row && toGrant(row);
}

/** Ends all that was granted for a scope. */
export async function deleteGrantsOf(db: Queryable, scope: string): Promise<readonly StoredGrant[]> {
  const rows = await db.all<GrantRow>(sql`DELETE FROM oauth_grant WHERE scope = ${scope} RETURNING ${COLUMNS}`);
  return rows.map(toGrant);
}

function toGrant(row: GrantRow): StoredGrant {
  return {
    grantId: row.grant_id,
    clientId: row.client_id,
    scope: row.scope,
    psuId: row.psu_id,
    grantedAt: new Date(row.granted_at),
    expiresAt: new Date(row.expires_at),
  };
}
