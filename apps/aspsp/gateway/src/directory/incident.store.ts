import { type Queryable, type Sql, sql } from '@openxs2a/store';
import type { Incident, IncidentReport } from './incidents.ts';
import { toTime } from './times.ts';

interface IncidentRow {
  readonly incident_id: string;
  readonly tpp_id: string;
  readonly nca_id: string;
  readonly category: string;
  readonly description: string;
  readonly reported_by: string;
  readonly reported_at: number;
  readonly report: string;
}

export async function insertIncident(queryable: Queryable, incident: Incident): Promise<void> {
  const { incidentId, tppId, ncaId, category, description, by, at, report } = incident;
  await queryable.run(sql`INSERT INTO tpp_incident
      (incident_id, tpp_id, nca_id, category, description, reported_by, reported_at, report)
    VALUES (${incidentId}, ${tppId}, ${ncaId}, ${category}, ${description}, ${by}, ${Date.parse(at)}, ${sql.json(report)})`);
}

export async function findIncident(queryable: Queryable, incidentId: string): Promise<Incident | undefined> {
  const [found] = await select(queryable, sql`WHERE incident_id = ${incidentId}`);
  return found;
}

/** The newest first. */
export function listIncidents(queryable: Queryable, limit: number): Promise<readonly Incident[]> {
  return select(queryable, sql`ORDER BY reported_at DESC, incident_id LIMIT ${limit}`);
}

async function select(queryable: Queryable, condition: Sql): Promise<readonly Incident[]> {
  const rows = await queryable.all<
    IncidentRow & Record<string, never>
  >(sql`SELECT incident_id, tpp_id, nca_id, category,
    description, reported_by, reported_at, report FROM tpp_incident ${condition}`);
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
  }));
}
