import { type Queryable, sql } from '@openxs2a/store';

/** A passkey is being registered. */
export interface StoredCeremony {
  readonly ceremonyId: string;
  readonly psuId: string;
  readonly challenge: string;
  readonly expiresAt: Date;
}

interface CeremonyRow {
  readonly ceremony_id: string;
  readonly psu_id: string;
  readonly challenge: string;
  readonly expires_at: number;
}

export async function insertCeremony(
  db: Queryable,
  { ceremonyId, psuId, challenge, expiresAt }: StoredCeremony,
): Promise<void> {
  const values = [ceremonyId, 'registration', psuId, challenge, expiresAt.getTime()];
  await db.run(sql`INSERT INTO sca_ceremony (ceremony_id, kind, psu_id, challenge, expires_at)
    VALUES (${sql.join(values)})`);
}

/** Takes it away with what it returns, so that nobody answers it twice. */
export async function takeCeremony(db: Queryable, ceremonyId: string): Promise<StoredCeremony | undefined> {
  const row = await db.first<CeremonyRow>(sql`DELETE FROM sca_ceremony
    WHERE ceremony_id = ${ceremonyId} AND kind = 'registration'
    RETURNING ceremony_id, psu_id, challenge, expires_at`);
  if (row === undefined) return undefined;
  const { ceremony_id, psu_id: psuId, challenge, expires_at } = row;
  return { ceremonyId: ceremony_id, psuId, challenge, expiresAt: new Date(expires_at) };
}
