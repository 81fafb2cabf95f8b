import { type Database, type Queryable, sql } from '@openxs2a/store';

/** Whose report of what: each booking status has its own, so that a report of one says nothing of another. */
export interface DeltaKey {
  readonly tppId: string;
  readonly psuId: string;
  /** The bank's own id: the mark outlives a consent, and its ids of accounts. */
  readonly accountId: string;
  readonly bookingStatus: string;
}

/** Core banking's mark of the last delta report that this TPP has read to its end. */
export async function findDeltaMark(db: Queryable, key: DeltaKey): Promise<string | undefined> {
  const { tppId, psuId, accountId, bookingStatus } = key;
  const row = await db.first<{ mark: string }>(
    sql`SELECT mark FROM transaction_delta_mark WHERE tpp_id = ${tppId} AND psu_id = ${psuId}
        AND account_id = ${accountId} AND booking_status = ${bookingStatus}`,
  );
  return row?.mark;
}

/** Keeps a mark, unless that of a report that was begun later is there: whoever turns old pages takes nothing back. */
export async function keepDeltaMark(
  db: Database,
  key: DeltaKey,
  { mark, begunAt }: { readonly mark: string; readonly begunAt: number },
): Promise<void> {
  const { tppId, psuId, accountId, bookingStatus } = key;
  await db.run(
    sql`INSERT INTO transaction_delta_mark (tpp_id, psu_id, account_id, booking_status, mark, begun_at)
        VALUES (${tppId}, ${psuId}, ${accountId}, ${bookingStatus}, ${mark}, ${begunAt})
        ON CONFLICT (tpp_id, psu_id, account_id, booking_status) DO UPDATE
        SET mark = excluded.mark, begun_at = excluded.begun_at
        WHERE transaction_delta_mark.begun_at <= excluded.begun_at`,
  );
}
