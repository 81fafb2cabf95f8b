import { type Queryable, sql } from '@openxs2a/store';
import type { CertificateStatus } from '../domain/certificate-record.ts';
import type { QualifiedKind } from '../domain/refusal.ts';

/** How many certificates of parties there are. */
export interface CertificateCounts {
  readonly byStatus: Readonly<Record<QualifiedKind, Readonly<Record<CertificateStatus, number>>>>;
  /** Of those that are valid, how many end in which week from now on. */
  readonly endingByWeek: readonly number[];
}

const WEEK = 604_800_000;
const ZERO = { valid: 0, expired: 0, revoked: 0 };

interface CountRow {
  readonly kind: QualifiedKind;
  readonly status: CertificateStatus;
  readonly count: number;
}

/** Of all parties, or of those that one authority supervises. */
export async function countCertificates(
  db: Queryable,
  ncaId: string | undefined,
  weeks: number,
  now: Date,
): Promise<CertificateCounts> {
  const start = now.getTime();
  const scope = sql`der IS NOT NULL AND kind IN ('qwac', 'qsealc') ${ncaId === undefined ? sql`` : sql`AND nca_id = ${ncaId}`}`;
  const counted = await db.all<CountRow>(
    sql`SELECT kind, CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN not_after < ${start} THEN 'expired' ELSE 'valid' END AS status,
          COUNT(*) AS count
        FROM certificate WHERE ${scope} GROUP BY 1, 2`,
  );
  const ending = await db.all<{ not_after: number }>(
    sql`SELECT not_after FROM certificate WHERE ${scope} AND revoked_at IS NULL
          AND not_after >= ${start} AND not_after < ${start + weeks * WEEK}`,
  );
  const of = (kind: QualifiedKind) => ({
    ...ZERO,
    ...Object.fromEntries(counted.filter((row) => row.kind === kind).map(({ status, count }) => [status, count])),
  });
  const byWeek = Map.groupBy(ending, (row) => Math.floor((row.not_after - start) / WEEK));
  return {
    byStatus: { qwac: of('qwac'), qsealc: of('qsealc') },
    endingByWeek: Array.from({ length: weeks }, (_, week) => byWeek.get(week)?.length ?? 0),
  };
}
