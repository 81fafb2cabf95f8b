import { type Queryable, sql } from '@openxs2a/store';

/** A passkey is being registered or asked for. */
export interface StoredCeremony {
  readonly ceremonyId: string;
  readonly kind: 'registration' | 'authentication';
  /** Undefined where whoever has a passkey may answer. */
  readonly psuId: string | undefined;
  readonly challenge: string;
  readonly subjectDigest: string | undefined;
  readonly expiresAt: Date;
}

interface CeremonyRow {
  readonly ceremony_id: string;
  readonly psu_id: string | null;
  readonly challenge: string;
  readonly subject_digest: string | null;
  readonly expires_at: number;
}

export async function insertCeremony(db: Queryable, ceremony: StoredCeremony): Promise<void> {
  const { ceremonyId, kind, psuId, challenge, subjectDigest, expiresAt } = ceremony;
  const values = [ceremonyId, kind, psuId ?? null, challenge, subjectDigest ?? null, expiresAt.getTime()];
  await db.run(sql`INSERT INTO sca_ceremony (ceremony_id, kind, psu_id, challenge, subject_digest, expires_at)
    VALUES (${sql.join(values)})`);
}

/** Takes it away with what it returns, so that nobody answers it twice. */
export async function takeCeremony(
  db: Queryable,
  ceremonyId: string,
  kind: StoredCeremony['kind'],
): Promise<StoredCeremony | undefined> {
  const row = await db.first<CeremonyRow>(sql`DELETE FROM sca_ceremony
    WHERE ceremony_id = ${ceremonyId} AND kind = ${kind}
    RETURNING ceremony_id, psu_id, challenge, subject_digest, expires_at`);
  if (row === undefined) return undefined;
  return {
    ceremonyId: row.ceremony_id,
    kind,
    psuId: row.psu_id ?? undefined,
    challenge: row.challenge,
    subjectDigest: row.subject_digest ?? undefined,
    expiresAt: new Date(row.expires_at),
  };
}
