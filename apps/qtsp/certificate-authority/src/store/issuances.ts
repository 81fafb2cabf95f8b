import { type Queryable, sql, type Transaction } from '@openxs2a/store';

/** A request for certificates that was accepted: `received` until all of them are signed. */
export interface Issuance {
  readonly issuanceId: string;
  /** Who asked, as `nameCaller` has it; request ids count per caller. */
  readonly caller: string;
  readonly requestId: string;
  readonly bodyHash: string;
  readonly organizationIdentifier: string;
  readonly status: 'received' | 'issued';
  readonly receivedAt: Date;
}

interface IssuanceRow {
  readonly issuance_id: string;
  readonly caller: string;
  readonly request_id: string;
  readonly body_hash: string;
  readonly organization_identifier: string;
  readonly status: Issuance['status'];
  readonly received_at: number;
}

const COLUMNS = sql`issuance_id, caller, request_id, body_hash, organization_identifier, status, received_at`;

export async function insertIssuance(trx: Transaction, issuance: Issuance): Promise<void> {
  const { issuanceId, caller, requestId, bodyHash, organizationIdentifier, status, receivedAt } = issuance;
  await trx.run(
    sql`INSERT INTO issuance (${COLUMNS}) VALUES (${issuanceId}, ${caller}, ${requestId}, ${bodyHash},
          ${organizationIdentifier}, ${status}, ${receivedAt.getTime()})`,
  );
}

export async function markIssued(trx: Transaction, issuanceId: string): Promise<void> {
  await trx.run(sql`UPDATE issuance SET status = 'issued' WHERE issuance_id = ${issuanceId}`);
}

export async function findIssuance(db: Queryable, issuanceId: string): Promise<Issuance | undefined> {
  const row = await db.first<IssuanceRow>(sql`SELECT ${COLUMNS} FROM issuance WHERE issuance_id = ${issuanceId}`);
  return row && toIssuance(row);
}

export async function findIssuanceOfRequest(
  db: Queryable,
  caller: string,
  requestId: string,
): Promise<Issuance | undefined> {
  const row = await db.first<IssuanceRow>(
    sql`SELECT ${COLUMNS} FROM issuance WHERE caller = ${caller} AND request_id = ${requestId}`,
  );
  return row && toIssuance(row);
}

export async function listUnfinished(db: Queryable): Promise<readonly Issuance[]> {
  const rows = await db.all<IssuanceRow>(
    sql`SELECT ${COLUMNS} FROM issuance WHERE status = 'received' ORDER BY received_at, issuance_id`,
  );
  return rows.map(toIssuance);
}

function toIssuance(row: IssuanceRow): Issuance {
  return {
    issuanceId: row.issuance_id,
    caller: row.caller,
    requestId: row.request_id,
    bodyHash: row.body_hash,
    organizationIdentifier: row.organization_identifier,
    status: row.status,
    receivedAt: new Date(row.received_at),
  };
}
