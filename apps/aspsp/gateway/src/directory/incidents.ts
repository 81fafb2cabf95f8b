import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog, Json } from '@openxs2a/store/log';
import { listCertificates } from './certificate.store.ts';
import { checkText, checkTppId } from './check-act.ts';
import { findIncident, insertIncident, listIncidents } from './incident.store.ts';
import { findTpp, saveDecision } from './tpp.store.ts';
import type { SeenCertificate, Tpp } from './tpp.ts';
import { TppError } from './tpp-error.ts';

/** What a TPP was blocked for, and its authority told of (PSD2, Article 68(5) and (6)). Times are ISO 8601, in UTC. */
export interface Incident {
  readonly incidentId: string;
  readonly tppId: string;
  /** Of the authority that supervises it: `DE-BAFIN`. */
  readonly ncaId: string;
  readonly category: string;
  readonly description: string;
  readonly by: string;
  readonly at: string;
  readonly report: IncidentReport;
}

/** What goes to the authority. It names consents and operations; no account, no person. */
export interface IncidentReport {
  readonly incidentId: string;
  readonly reportedAt: string;
  readonly ncaId: string;
  readonly category: string;
  readonly description: string;
  readonly tpp: Tpp;
  readonly certificates: readonly SeenCertificate[];
  /** What it did in the days before, by the bank's audit log: the newest of it, in order. */
  readonly acts: readonly {
    readonly time: string;
    readonly kind: string;
    readonly subject: string | undefined;
    readonly node: string;
    readonly id: number;
  }[];
  /** Whether those are all acts of these days. */
  readonly actsComplete: boolean;
}

export interface ReportIncident {
  readonly tppId: string;
  readonly category: string;
  readonly description: string;
  readonly by: string;
}

export interface Incidents {
  /**
   * Blocks the TPP, keeps the report and records both, in one transaction; also of a TPP that never called. Rejects with
   * `TppError` for what cannot be.
   */
  report(incident: ReportIncident): Promise<Incident>;
  find(incidentId: string): Promise<Incident | undefined>;
  /** The newest first. */
  list(limit: number): Promise<readonly Incident[]>;
}

export interface IncidentsOptions {
  readonly database: Database;
  /** Of the same database. */
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
}

const DAYS = 30;
const DAY = 86_400_000;
const MOST_ACTS = 1_000;

/** The tables have to be there: see `migrateGateway`. */
export function createIncidents(options: IncidentsOptions): Incidents {
  const { database, log, clock, random } = options;
  return {
    async report({ tppId, category, description, by }) {
      checkTppId(tppId);
      checkText('reason', description);
      checkText('by', by);
      const now = clock();
      const at = now.toISOString();
      const evidence = await listActs(log, tppId, now);
      return database.transaction(async (trx) => {
        await saveDecision(trx, tppId, 'blocked', { reason: description, by, at });
        const tpp = await findTpp(trx, tppId);
        if (tpp === undefined) throw new TppError('ERR_TPP_UNKNOWN', `There is no TPP "${tppId}".`);
        const certificates = await listCertificates(trx, tppId);
        const about = { incidentId: random.uuid(), ncaId: tpp.nca?.id ?? ncaOf(tppId), category, description };
        const report = { ...about, reportedAt: at, tpp, certificates, ...evidence };
        const incident = { ...about, tppId, by, at, report };
        await insertIncident(trx, incident);
        await log.append(trx, { kind: 'tpp-blocked', actor: by, subject: tppId, body: { reason: description } });
        const body: Json = { incidentId: about.incidentId, ncaId: about.ncaId, category, description };
        await log.append(trx, { kind: 'tpp-incident-reported', actor: by, subject: tppId, body });
        return incident;
      });
    },
    find: (incidentId) => findIncident(database, incidentId),
    list: (limit) => listIncidents(database, limit),
  };
}

/** The log reads forwards only; of more acts than go along, the newest do. */
async function listActs(
  log: EventLog,
  tppId: string,
  now: Date,
): Promise<Pick<IncidentReport, 'acts' | 'actsComplete'>> {
  const from = new Date(now.getTime() - DAYS * DAY);
  let newest: IncidentReport['acts'] = [];
  let count = 0;
  let after: number | undefined;
  do {
    const page = await log.read({ actor: tppId, from, after, limit: MOST_ACTS });
    count += page.records.length;
    const acts = page.records.map(({ time, kind, subject, node, id }) => ({
      time: time.toISOString(),
      kind,
      subject,
      node,
      id,
    }));
    newest = [...newest, ...acts].slice(-MOST_ACTS);
    after = page.next;
  } while (after !== undefined);
  return { acts: newest, actsComplete: count <= MOST_ACTS };
}

/** Country and authority of `PSDDE-BAFIN-123456` (TS 119 495, 5.2.1). */
function ncaOf(tppId: string): string {
  const [country = '', authority = ''] = tppId.slice('PSD'.length).split('-');
  return `${country}-${authority}`;
}
