import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog, Json } from '@openxs2a/store/log';
import { listCertificates } from '../directory/certificate.store.ts';
import { checkText, checkTppId } from '../directory/check-act.ts';
import { findTpp, saveDecision } from '../directory/tpp.store.ts';
import type { SeenCertificate, Tpp } from '../directory/tpp.ts';
import { TppError } from '../directory/tpp-error.ts';
import { deliverDue } from './deliver.ts';
import { putDelivery } from './delivery.store.ts';
import type { Delivery } from './delivery.ts';
import { findIncident, insertIncident, listIncidents, type StoredIncident } from './incident.store.ts';
import type { ReportSender } from './report-sender.ts';

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
  readonly delivery: Delivery;
}

/** What goes to the authority. It names consents and operations; no account, no person, nothing secret. */
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
   * Blocks the TPP, keeps the report and records both, in one transaction, and has it sent where the bank knows where to; also of a TPP that never called. Rejects with
   * `TppError` for what cannot be.
   */
  report(incident: ReportIncident): Promise<Incident>;
  find(incidentId: string): Promise<Incident | undefined>;
  /** The newest first. */
  list(limit: number): Promise<readonly Incident[]>;
  /** Has a report sent that was not, or waits for its next try. Rejects with `TppError` where it cannot be. */
  sendAgain(incidentId: string, by: string): Promise<void>;
  /**
   * Sends what is due; to be called every minute or so, on any number of nodes, of which one sends each report. One that was
   * not taken is tried again for some two days, whatever is started anew meanwhile. How many were taken.
   */
  deliver(): Promise<number>;
}

export interface IncidentsOptions {
  readonly database: Database;
  /** Of the same database. */
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  /** Without one, reports are to be sent by hand. */
  readonly sender?: ReportSender | undefined;
}

const DAYS = 30;
const DAY = 86_400_000;
const MOST_ACTS = 1_000;

/** The tables have to be there: see `migrateGateway`. */
export function createIncidents(options: IncidentsOptions): Incidents {
  const { database, log, clock, random, sender } = options;
  const reaches = (ncaId: string) => sender?.reaches(ncaId) === true;
  const toIncident = (stored: StoredIncident): Incident => ({
    ...stored,
    delivery: stored.delivery ?? { state: reaches(stored.ncaId) ? 'unsent' : 'by-hand' },
  });
  const find = async (incidentId: string) => {
    const stored = await findIncident(database, incidentId);
    return stored && toIncident(stored);
  };
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
        const isSent = reaches(about.ncaId) && (await putDelivery(trx, about.incidentId, now));
        await log.append(trx, { kind: 'tpp-blocked', actor: by, subject: tppId, body: { reason: description } });
        const body: Json = { incidentId: about.incidentId, ncaId: about.ncaId, category, description };
        await log.append(trx, { kind: 'tpp-incident-reported', actor: by, subject: tppId, body });
        return { ...incident, delivery: isSent ? { state: 'waiting', attempts: 0, dueAt: at } : { state: 'by-hand' } };
      });
    },
    find,
    list: async (limit) => (await listIncidents(database, limit)).map(toIncident),
    async sendAgain(incidentId, by) {
      checkText('by', by);
      const incident = await find(incidentId);
      if (incident === undefined) throw new TppError('ERR_TPP_REPORT', 'There is no such incident.');
      const { tppId, ncaId } = incident;
      if (!reaches(ncaId)) throw new TppError('ERR_TPP_REPORT', `The bank has no address of "${ncaId}".`);
      await database.transaction(async (trx) => {
        if (!(await putDelivery(trx, incidentId, clock())))
          throw new TppError('ERR_TPP_REPORT', 'The report was sent already.');
        await log.append(trx, {
          kind: 'tpp-incident-resend-asked',
          actor: by,
          subject: tppId,
          body: { incidentId, ncaId },
        });
      });
    },
    deliver: async () => (sender === undefined ? 0 : deliverDue({ database, log, clock, random, sender })),
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
