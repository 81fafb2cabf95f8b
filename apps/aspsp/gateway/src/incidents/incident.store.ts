import { type Queryable, type Sql, sql } from '@openxs2a/store';
import { toTime } from '../directory/times.ts';
import { type DeliveryRow, toDelivery } from './delivery.store.ts';
import type { Delivery } from './delivery.ts';
import type { Incident, IncidentReport } from './incidents.ts';

/** As it is kept: without a delivery where nothing was ever to be sent. */
export type StoredIncident = Omit<Incident, 'delivery'> & { readonly delivery: Delivery | undefined };

interface IncidentRow extends DeliveryRow {
  readonly incident_id: string;
  readonly tpp_id: string;
  readonly nca_id: string;
  readonly category: string;
  readonly description: string;
  readonly reported_by: string;
  readonly reported_at: number;
  readonly report: string;
}

export async function insertIncident(queryable: Queryable, incident: Omit<Incident, 'delivery'>): Promise<void> {
  const { incidentId, tppId, ncaId, category, description, by, at, report } = incident;
  await queryable.run(sql`INSERT INTO tpp_incident
      (incident_id, tpp_id, nca_id, category, description, reported_by, reported_at, report)
    VALUES (${incidentId}, ${tppId}, ${ncaId}, ${category}, ${description}, ${by}, ${Date.parse(at)}, ${sql.json(report)})`);
}

export async function findIncident(queryable: Queryable, incidentId: string): Promise<StoredIncident | undefined> {
  const [found] = await select(queryable, sql`WHERE i.incident_id = ${incidentId}`);
  return found;
}

/** The newest first. */
export function listIncidents(queryable: Queryable, limit: number): Promise<readonly StoredIncident[]> {
  return select(queryable, sql`ORDER BY reported_at DESC, i.incident_id LIMIT ${limit}`);
}

async function select(queryable: Queryable, condition: Sql): Promise<readonly StoredIncident[]> {
  const rows = await queryable.all<IncidentRow>(sql`SELECT i.incident_id, tpp_id, nca_id, category, description,
      reported_by, reported_at, report, state, attempts, due_at, changed_at, last_error
    FROM tpp_incident i LEFT JOIN tpp_incident_delivery d ON d.incident_id = i.incident_id ${condition}`);
  return rows.map((row) => ({
    incidentId: row.incident_id,
    tppId: row.tpp_id,
    ncaId: row.nca_id,
    category: row.category,
    description: row.description,
    by: row.reported_by,
    at: toTime(row.reported_at),
    // written by `insertIncident`
    report: JSON.parse(row.report) as IncidentReport,
    delivery: toDelivery(row),
  }));
}
