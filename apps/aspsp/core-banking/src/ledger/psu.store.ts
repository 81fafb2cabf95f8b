import { type Queryable, sql } from '@openxs2a/store';
import type { Psu, PsuReference } from '../psu.ts';
import { decodeBody } from './body.ts';

interface PsuRow {
  readonly id: string;
  readonly psu_id: string;
  readonly corporate_id: string;
  readonly status: Psu['status'];
  readonly body: string;
}

export async function findPsuNamed(db: Queryable, reference: PsuReference): Promise<Psu | undefined> {
  const rows = await db.all<PsuRow>(
    sql`SELECT id, psu_id, corporate_id, status, body FROM ledger_psu WHERE psu_id = ${reference.psuId}
        ORDER BY corporate_id`,
  );
  const roles = rows.map(toPsu).filter((psu) => isMeant(psu, reference));
  if (reference.corporateId !== undefined) return roles[0];
  return roles.find(({ corporateId }) => corporateId === undefined) ?? (roles.length === 1 ? roles[0] : undefined);
}

export async function findPsu(db: Queryable, id: string): Promise<Psu | undefined> {
  const row = await db.first<PsuRow>(
    sql`SELECT id, psu_id, corporate_id, status, body FROM ledger_psu WHERE id = ${id}`,
  );
  return row && toPsu(row);
}

/** Types and the corporate, where they are given, have to be the PSU's; a type that the bank has not noted fits. */
function isMeant(psu: Psu, { psuIdType, corporateId, corporateIdType }: PsuReference): boolean {
  const fits = (given: string | undefined, own: string | undefined) => given === undefined || given === own;
  return (
    fits(corporateId, psu.corporateId) &&
    fits(psuIdType, psu.psuIdType ?? psuIdType) &&
    fits(corporateIdType, psu.corporateIdType ?? corporateIdType)
  );
}

function toPsu({ id, psu_id: psuId, corporate_id, status, body }: PsuRow): Psu {
  const corporate = corporate_id === '' ? {} : { corporateId: corporate_id };
  return { ...decodeBody<Pick<Psu, 'name'>>(body), id, psuId, ...corporate, status };
}
