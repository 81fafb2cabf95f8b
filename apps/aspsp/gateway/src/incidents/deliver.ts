import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { type Claim, claimDelivery, type DeliveryResult, listDue, saveDelivery } from './delivery.store.ts';
import { findNextTry } from './delivery.ts';
import { findIncident, type StoredIncident } from './incident.store.ts';

import type { ReportSender } from './report-sender.ts';

export interface DeliverySetting {
  readonly database: Database;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly sender: ReportSender;
}

/** How many a node takes on at once. */
const MOST = 20;
/** Longer than a try can take: after that a node that has claimed it is taken for dead. */
const CLAIM = 2 * 60_000;

/** Sends what is due and nobody else sends; how many were taken by their authority. */
export async function deliverDue(setting: DeliverySetting): Promise<number> {
  const { database, clock } = setting;
  const due = await listDue(database, clock(), MOST);
  const sent = await Promise.all(due.map((incidentId) => deliver(setting, incidentId)));
  return sent.filter((isTaken) => isTaken).length;
}

async function deliver(setting: DeliverySetting, incidentId: string): Promise<boolean> {
  const { database, clock, random, sender } = setting;
  const now = clock();
  const claim = { incidentId, claim: random.uuid() };
  const attempts = await claimDelivery(database, claim, now, new Date(now.getTime() + CLAIM));
  if (attempts === undefined) return false;
  const incident = await findIncident(database, incidentId);
  if (incident === undefined) throw new TypeError('A report waits of an incident that there is not.');
  const posted = await sender.send(incident.report);
  await conclude(setting, claim, incident, toResult(posted, attempts, clock()));
  return posted.isTaken;
}

function toResult(posted: Awaited<ReturnType<ReportSender['send']>>, attempts: number, now: Date): DeliveryResult {
  if (posted.isTaken) return { state: 'sent', dueAt: now, lastError: undefined };
  const next = posted.mayBeRepeated ? findNextTry(attempts, now) : undefined;
  return { state: next === undefined ? 'failed' : 'waiting', dueAt: next ?? now, lastError: posted.why };
}

/** What ends it is recorded with it; that it is tried again stands beside the report alone. */
async function conclude(
  { database, log, clock }: DeliverySetting,
  claim: Claim,
  { incidentId, tppId, ncaId }: StoredIncident,
  result: DeliveryResult,
): Promise<void> {
  await database.transaction(async (trx) => {
    if (!(await saveDelivery(trx, claim, result, clock())) || result.state === 'waiting') return;
    const { lastError: reason } = result;
    const kind = result.state === 'sent' ? 'tpp-incident-sent' : 'tpp-incident-not-sent';
    await log.append(trx, {
      kind,
      subject: tppId,
      body: { incidentId, ncaId, ...(reason !== undefined && { reason }) },
    });
  });
}
