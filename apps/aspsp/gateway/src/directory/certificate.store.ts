import { type Queryable, sql } from '@openxs2a/store';
import { compact, toTime } from './times.ts';
import type { SeenCertificate } from './tpp.ts';

interface CertificateRow {
  readonly use: SeenCertificate['use'];
  readonly fingerprint: string;
  readonly serial_number: string;
  readonly issuer: string;
  readonly not_after: number;
  readonly roles: string;
  readonly first_seen_at: number;
  readonly last_seen_at: number;
  readonly revocation_by: SeenCertificate['revocation']['by'];
  readonly revocation_produced_at: number | null;
  readonly revoked: string | null;
}

export interface CertificateSight
  extends Pick<SeenCertificate, 'use' | 'fingerprint' | 'serialNumber' | 'issuer' | 'roles'> {
  readonly tppId: string;
  readonly notAfter: number;
  readonly at: number;
  readonly revocation: { readonly by: SeenCertificate['revocation']['by']; readonly producedAt: number | null };
}

/** Resolves with whether this certificate was never seen before. Its TPP has to be there. */
export async function saveCertificateSight(queryable: Queryable, sight: CertificateSight): Promise<boolean> {
  const { tppId, use, fingerprint, serialNumber, issuer, notAfter, roles, at, revocation } = sight;
  const added = await queryable.run(sql`
    INSERT INTO tpp_certificate (fingerprint, use, tpp_id, serial_number, issuer, not_after, roles, first_seen_at,
      last_seen_at, revocation_by, revocation_produced_at)
    VALUES (${fingerprint}, ${use}, ${tppId}, ${serialNumber}, ${issuer}, ${notAfter}, ${sql.json(roles)}, ${at}, ${at},
      ${revocation.by}, ${revocation.producedAt})
    ON CONFLICT (fingerprint, use) DO NOTHING`);
  if (added > 0) return true;
  await queryable.run(sql`
    UPDATE tpp_certificate
    SET last_seen_at = ${at}, revocation_by = ${revocation.by}, revocation_produced_at = ${revocation.producedAt}
    WHERE fingerprint = ${fingerprint} AND use = ${use} AND last_seen_at <= ${at}`);
  return false;
}

/** The TPP whose certificate is known to be revoked from now on; undefined where it was before, or nobody has shown it. */
export async function saveRevocation(
  queryable: Queryable,
  { use, fingerprint }: Pick<SeenCertificate, 'use' | 'fingerprint'>,
  revoked: NonNullable<SeenCertificate['revoked']>,
): Promise<string | undefined> {
  const row = await queryable.first<{ tpp_id: string }>(sql`
    UPDATE tpp_certificate SET revoked = ${sql.json(revoked)}
    WHERE fingerprint = ${fingerprint} AND use = ${use} AND revoked IS NULL RETURNING tpp_id`);
  return row?.tpp_id;
}

/** The newest first. */
export async function listCertificates(queryable: Queryable, tppId: string): Promise<readonly SeenCertificate[]> {
  const rows = await queryable.all<CertificateRow>(sql`
    SELECT use, fingerprint, serial_number, issuer, not_after, roles, first_seen_at, last_seen_at, revocation_by,
      revocation_produced_at, revoked
    FROM tpp_certificate WHERE tpp_id = ${tppId} ORDER BY first_seen_at DESC, fingerprint, use`);
  return rows.map(toCertificate);
}

/** The columns with JSON were written above, of these types. */
function toCertificate(row: CertificateRow): SeenCertificate {
  return compact({
    use: row.use,
    fingerprint: row.fingerprint,
    serialNumber: row.serial_number,
    issuer: row.issuer,
    notAfter: toTime(row.not_after),
    roles: JSON.parse(row.roles) as SeenCertificate['roles'],
    firstSeen: toTime(row.first_seen_at),
    lastSeen: toTime(row.last_seen_at),
    revocation: compact({ by: row.revocation_by, producedAt: toTime(row.revocation_produced_at) }),
    revoked: row.revoked === null ? null : (JSON.parse(row.revoked) as NonNullable<SeenCertificate['revoked']>),
  });
}
