import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { Decision, Evidence, MisuseCategory, Report } from '../domain/report.ts';

export interface ReportFilter {
  readonly ncaId?: string;
  readonly reporter?: string;
  readonly status?: Report['status'];
}

interface ReportRow {
  readonly report_id: string;
  readonly reporter: string;
  readonly serial_number: string;
  readonly organization_identifier: string;
  readonly nca_id: string;
  readonly category: MisuseCategory;
  readonly description: string;
  readonly evidence: string;
  readonly received_at: number;
  readonly status: Report['status'];
  readonly decision: string | null;
}

const WITHOUT_EVIDENCE = sql`report_id, reporter, serial_number, organization_identifier, nca_id, category, description,
  '[]' AS evidence, received_at, status, decision`;
const WHOLE = sql`report_id, reporter, serial_number, organization_identifier, nca_id, category, description, evidence,
  received_at, status, decision`;
const NOTHING = sql``;

export async function insertReport(
  trx: Transaction,
  report: Report,
  request: { readonly requestId: string; readonly bodyHash: string },
): Promise<void> {
  const { reportId, reporter, serialNumber, organizationIdentifier, ncaId, category, description } = report;
  await trx.run(
    sql`INSERT INTO report (report_id, reporter, request_id, body_hash, serial_number, organization_identifier, nca_id,
          category, description, evidence, received_at, status)
        VALUES (${reportId}, ${reporter}, ${request.requestId}, ${request.bodyHash}, ${serialNumber},
          ${organizationIdentifier}, ${ncaId}, ${category}, ${description}, ${sql.json(report.evidence)},
          ${report.receivedAt.getTime()}, ${report.status})`,
  );
}

/** False where it is decided already, whoever was first. */
export async function saveDecision(
  trx: Transaction,
  reportId: string,
  status: Exclude<Report['status'], 'received'>,
  decision: Decision,
): Promise<boolean> {
  const changed = await trx.run(
    sql`UPDATE report SET status = ${status}, decision = ${sql.json(decision)}
        WHERE report_id = ${reportId} AND status = 'received'`,
  );
  return changed === 1;
}

export async function findReport(db: Queryable, reportId: string): Promise<Report | undefined> {
  const row = await db.first<ReportRow>(sql`SELECT ${WHOLE} FROM report WHERE report_id = ${reportId}`);
  return row && toReport(row);
}

export function findReportOfRequest(
  db: Queryable,
  reporter: string,
  requestId: string,
): Promise<{ readonly report_id: string; readonly body_hash: string } | undefined> {
  return db.first(
    sql`SELECT report_id, body_hash FROM report WHERE reporter = ${reporter} AND request_id = ${requestId}`,
  );
}

/** The latest first and without evidence, one more than asked for where there is more. */
export async function listReports(
  db: Queryable,
  filter: ReportFilter,
  page: { readonly limit: number; readonly after?: string },
): Promise<readonly Report[]> {
  const before = sql`SELECT received_at, report_id FROM report WHERE report_id = ${page.after ?? ''}`;
  const rows = await db.all<ReportRow>(
    sql`SELECT ${WITHOUT_EVIDENCE} FROM report WHERE report_id <> '' ${toConditions(filter)}
        ${page.after === undefined ? NOTHING : sql`AND (received_at, report_id) < (${before})`}
        ORDER BY received_at DESC, report_id DESC LIMIT ${page.limit + 1}`,
  );
  return rows.map(toReport);
}

function toConditions({ ncaId, reporter, status }: ReportFilter): Sql {
  return sql`${ncaId === undefined ? NOTHING : sql`AND nca_id = ${ncaId}`}
    ${reporter === undefined ? NOTHING : sql`AND reporter = ${reporter}`}
    ${status === undefined ? NOTHING : sql`AND status = ${status}`}`;
}

/** JSON in a column is what this file wrote there. */
function toReport(row: ReportRow): Report {
  return {
    reportId: row.report_id,
    status: row.status,
    ncaId: row.nca_id,
    serialNumber: row.serial_number,
    organizationIdentifier: row.organization_identifier,
    reporter: row.reporter,
    category: row.category,
    description: row.description,
    evidence: JSON.parse(row.evidence) as readonly Evidence[],
    receivedAt: new Date(row.received_at),
    ...(row.decision === null ? {} : { decision: toDecision(row.decision) }),
  };
}

function toDecision(text: string): Decision {
  const stored = JSON.parse(text) as Omit<Decision, 'decidedAt'> & { readonly decidedAt: string };
  return { ...stored, decidedAt: new Date(stored.decidedAt) };
}
