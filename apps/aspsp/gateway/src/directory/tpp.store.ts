import type { PspRole } from '@openxs2a/certificates';
import { type Queryable, type Sql, sql } from '@openxs2a/store';
import { compact, toTime } from './times.ts';
import type { RegisterCheck, Tpp, TppStatus } from './tpp.ts';

interface TppRow {
  readonly tpp_id: string;
  readonly status: TppStatus;
  readonly legal_name: string | null;
  readonly roles: string;
  readonly nca_id: string | null;
  readonly nca_name: string | null;
  readonly first_seen_at: number | null;
  readonly last_seen_at: number | null;
  readonly decision: string | null;
  readonly register_check: string | null;
  readonly attestation: string | null;
  readonly review: string | null;
  readonly next_review: string | null;
}

const COLUMNS = sql`tpp_id, status, legal_name, roles, nca_id, nca_name, first_seen_at, last_seen_at, decision,
  register_check, attestation, review, next_review`;

/** On the hot path: a row by its key. */
export async function findTppStatus(queryable: Queryable, tppId: string): Promise<TppStatus | undefined> {
  return (await queryable.first<{ status: TppStatus }>(sql`SELECT status FROM tpp WHERE tpp_id = ${tppId}`))?.status;
}

export async function findTpp(queryable: Queryable, tppId: string): Promise<Tpp | undefined> {
  const row = await queryable.first<TppRow>(sql`SELECT ${COLUMNS} FROM tpp WHERE tpp_id = ${tppId}`);
  return row && toTpp(row);
}

export interface TppFilter {
  readonly status?: TppStatus | undefined;
  /** Those that are to be looked at by this ISO date. */
  readonly reviewBy?: string | undefined;
  /** The last `tppId` of the page before. */
  readonly after?: string | undefined;
  /** 100 where it is not given. */
  readonly limit?: number | undefined;
}

export async function listTpps(queryable: Queryable, filter: TppFilter): Promise<readonly Tpp[]> {
  const { status, reviewBy, after = '', limit = 100 } = filter;
  const conditions: Sql[] = [
    sql`tpp_id > ${after}`,
    ...(status === undefined ? [] : [sql`status = ${status}`]),
    ...(reviewBy === undefined ? [] : [sql`next_review <= ${reviewBy}`]),
  ];
  const rows = await queryable.all<TppRow>(
    sql`SELECT ${COLUMNS} FROM tpp WHERE ${sql.join(conditions, sql` AND `)} ORDER BY tpp_id LIMIT ${limit}`,
  );
  return rows.map(toTpp);
}

export interface TppSight {
  readonly tppId: string;
  readonly legalName: string;
  readonly roles: readonly PspRole[];
  readonly nca: { readonly id: string; readonly name: string };
  readonly at: number;
}

/** The newest sight is what stands there; nothing that the bank has decided is touched. */
export async function saveTppSight(
  queryable: Queryable,
  { tppId, legalName, roles, nca, at }: TppSight,
): Promise<void> {
  await queryable.run(sql`
    INSERT INTO tpp (tpp_id, status, legal_name, roles, nca_id, nca_name, first_seen_at, last_seen_at)
    VALUES (${tppId}, 'active', ${legalName}, ${sql.json(roles)}, ${nca.id}, ${nca.name}, ${at}, ${at})
    ON CONFLICT (tpp_id) DO UPDATE SET
      legal_name = excluded.legal_name, roles = excluded.roles, nca_id = excluded.nca_id, nca_name = excluded.nca_name,
      first_seen_at = COALESCE(tpp.first_seen_at, excluded.first_seen_at), last_seen_at = excluded.last_seen_at
    WHERE COALESCE(tpp.last_seen_at, 0) <= excluded.last_seen_at`);
}

/** Also of a TPP that has never called. */
export async function saveDecision(
  queryable: Queryable,
  tppId: string,
  status: TppStatus,
  decision: NonNullable<Tpp['decision']>,
): Promise<void> {
  await queryable.run(sql`
    INSERT INTO tpp (tpp_id, status, roles, decision) VALUES (${tppId}, ${status}, '[]', ${sql.json(decision)})
    ON CONFLICT (tpp_id) DO UPDATE SET status = excluded.status, decision = excluded.decision`);
}

export async function saveAttestation(
  queryable: Queryable,
  tppId: string,
  attestation: NonNullable<Tpp['attestation']>,
): Promise<void> {
  await queryable.run(sql`UPDATE tpp SET attestation = ${sql.json(attestation)} WHERE tpp_id = ${tppId}`);
}

export async function saveReview(
  queryable: Queryable,
  tppId: string,
  review: NonNullable<Tpp['review']>,
  next: string,
): Promise<void> {
  await queryable.run(sql`UPDATE tpp SET review = ${sql.json(review)}, next_review = ${next} WHERE tpp_id = ${tppId}`);
}

/**
 * Whether the caller is to ask the register now: true for one node of those that ask at once, and then not again for
 * `maxAge` milliseconds.
 */
export async function claimRegisterCheck(
  queryable: Queryable,
  tppId: string,
  now: number,
  maxAge: number,
): Promise<boolean> {
  const claimed = await queryable.run(sql`
    UPDATE tpp SET register_checked_at = ${now}
    WHERE tpp_id = ${tppId} AND COALESCE(register_checked_at, 0) <= ${now - maxAge}`);
  return claimed > 0;
}

export async function saveRegisterCheck(queryable: Queryable, tppId: string, check: RegisterCheck): Promise<void> {
  await queryable.run(sql`UPDATE tpp SET register_check = ${sql.json(check)} WHERE tpp_id = ${tppId}`);
}

/** The columns with JSON were written by this file, of these types. */
function toTpp(row: TppRow): Tpp {
  const { nca_id: id, nca_name: name } = row;
  return compact({
    tppId: row.tpp_id,
    legalName: row.legal_name,
    roles: JSON.parse(row.roles) as Tpp['roles'],
    nca: id === null || name === null ? null : { id, name },
    firstSeen: toTime(row.first_seen_at),
    lastSeen: toTime(row.last_seen_at),
    status: row.status,
    decision: parse<Tpp['decision']>(row.decision),
    register: parse<Tpp['register']>(row.register_check),
    attestation: parse<Tpp['attestation']>(row.attestation),
    review: parse<Tpp['review']>(row.review),
    nextReview: row.next_review,
  });
}

function parse<Value>(json: string | null): NonNullable<Value> | null {
  return json === null ? null : (JSON.parse(json) as NonNullable<Value>); // as above
}
