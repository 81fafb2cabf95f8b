import { type Queryable, sql } from '@openxs2a/store';
import { toTime } from '../directory/times.ts';
import type { Delivery } from './delivery.ts';

export interface DeliveryRow {
  readonly state: 'waiting' | 'sent' | 'failed' | null;
  readonly attempts: number | null;
  readonly due_at: number | null;
  readonly changed_at: number | null;
  readonly last_error: string | null;
}

/** Undefined where nothing was ever to be sent. */
export function toDelivery({ state, attempts, due_at, changed_at, last_error }: DeliveryRow): Delivery | undefined {
  if (state === null) return undefined;
  const tried = { attempts: attempts ?? 0 };
  const at = toTime(changed_at ?? 0);
  if (state === 'sent') return { state, ...tried, at };
  if (state === 'failed') return { state, ...tried, at, lastError: last_error ?? '' };
  return { state, ...tried, dueAt: toTime(due_at ?? 0), ...(last_error !== null && { lastError: last_error }) };
}

/** From now on it waits to be sent, from the beginning; what was sent stays so. Whether it does. */
export async function putDelivery(db: Queryable, incidentId: string, now: Date): Promise<boolean> {
  const time = now.getTime();
  const values = [incidentId, 'waiting', 0, time, time, null, null, 0];
  const put = await db.run(sql`INSERT INTO tpp_incident_delivery
      (incident_id, state, attempts, due_at, changed_at, last_error, claim, claimed_until)
    VALUES (${sql.join(values)})
    ON CONFLICT (incident_id) DO UPDATE SET state = 'waiting', attempts = 0, due_at = excluded.due_at,
      changed_at = excluded.changed_at
    WHERE tpp_incident_delivery.state <> 'sent'`);
  return put > 0;
}

/** What is due and nobody sends, the longest due first. */
export async function listDue(db: Queryable, now: Date, limit: number): Promise<readonly string[]> {
  const time = now.getTime();
  const rows = await db.all<{ incident_id: string }>(sql`SELECT incident_id FROM tpp_incident_delivery
    WHERE state = 'waiting' AND due_at <= ${time} AND claimed_until <= ${time}
    ORDER BY due_at, incident_id LIMIT ${limit}`);
  return rows.map(({ incident_id }) => incident_id);
}

export interface Claim {
  readonly incidentId: string;
  /** Random: who has it, alone. */
  readonly claim: string;
}

/** Of all nodes one takes it, until `until`; the attempt that this is, or undefined where another one has it. */
export async function claimDelivery(
  db: Queryable,
  { incidentId, claim }: Claim,
  now: Date,
  until: Date,
): Promise<number | undefined> {
  const time = now.getTime();
  const row = await db.first<{ attempts: number }>(sql`UPDATE tpp_incident_delivery
    SET claim = ${claim}, claimed_until = ${until.getTime()}, attempts = attempts + 1
    WHERE incident_id = ${incidentId} AND state = 'waiting' AND due_at <= ${time} AND claimed_until <= ${time}
    RETURNING attempts`);
  return row?.attempts;
}

export interface DeliveryResult {
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly dueAt: Date;
  readonly lastError: string | undefined;
}

/** What came of a try; false where the claim was lost meanwhile, and with it the say. */
export async function saveDelivery(
  db: Queryable,
  { incidentId, claim }: Claim,
  { state, dueAt, lastError }: DeliveryResult,
  now: Date,
): Promise<boolean> {
  const saved = await db.run(sql`UPDATE tpp_incident_delivery
    SET state = ${state}, due_at = ${dueAt.getTime()}, changed_at = ${now.getTime()}, last_error = ${lastError ?? null},
      claim = NULL, claimed_until = 0
    WHERE incident_id = ${incidentId} AND claim = ${claim}`);
  return saved > 0;
}
