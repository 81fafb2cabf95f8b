import { type Database, sql } from '@openxs2a/store';
import type { LogFilter, LogPage, LogReader } from '@openxs2a/store/log';
import { type AuditRecord, toAuditRecord } from '../audit-record.ts';
import { listAuthorisationIds } from '../store/authorisations.ts';
import { findParties, listIdsOf } from '../store/consents.ts';

/** What an audit is read from. */
export interface AuditSource {
  readonly database: Database;
  /** Of the same database. */
  readonly log: Pick<LogReader, 'read'>;
}

export interface AuditQuery extends Pick<LogFilter, 'kind' | 'from' | 'to' | 'after' | 'limit'> {
  readonly psuId?: string | undefined;
  readonly tppId?: string | undefined;
  /** Of the consents of these parties, the one with this id. */
  readonly consentId?: string | undefined;
}

export interface AuditPage {
  readonly records: readonly AuditRecord[];
  /** What `after` is for the next page; undefined on the last. */
  readonly next: number | undefined;
}

/** So many consents, with their authorisations, are looked for by one statement. */
const CONSENTS = 500;

/** The entries that a query is about, in the order of the log, each with the parties that it concerns. */
export async function readAudit(source: AuditSource, query: AuditQuery): Promise<AuditPage> {
  const { records, next } = await readPage(source, query);
  const parties = await findParties(
    source.database,
    records.flatMap(({ subject }) => subject ?? []),
  );
  return { records: records.map((record) => toAuditRecord(record, parties, query.tppId)), next };
}

async function readPage({ database, log }: AuditSource, query: AuditQuery): Promise<LogPage> {
  const { psuId, tppId, consentId, ...filter } = query;
  if (psuId === undefined) {
    if (tppId === undefined) throw new TypeError('Whose audit is it: psuId, tppId or both?');
    const subject = consentId && [consentId, ...(await listAuthorisationIds(database, [consentId]))];
    return log.read({ ...filter, subject, condition: concernsTpp(tppId) });
  }
  const ids = await listIdsOf(database, psuId, tppId);
  const chosen = consentId === undefined ? ids : ids.filter((id) => id === consentId);
  const pages: LogPage[] = [];
  for (let index = 0; index < chosen.length; index += CONSENTS) {
    const some = chosen.slice(index, index + CONSENTS);
    pages.push(await log.read({ ...filter, subject: [...some, ...(await listAuthorisationIds(database, some))] }));
  }
  return mergePages(pages, filter.limit);
}

/** What it did, what was done to it, and what anybody did to its consents and for their authorisations. */
const concernsTpp = (tppId: string) => sql`actor = ${tppId} OR subject = ${tppId}
  OR EXISTS (SELECT 1 FROM consent WHERE consent.consent_id = subject AND consent.tpp_id = ${tppId})
  OR EXISTS (SELECT 1 FROM consent_authorisation JOIN consent USING (consent_id)
    WHERE consent_authorisation.authorisation_id = subject AND consent.tpp_id = ${tppId})`;

function mergePages(pages: readonly LogPage[], limit = 100): LogPage {
  const all = pages.flatMap(({ records }) => records).toSorted((one, other) => one.id - other.id);
  const records = all.slice(0, limit);
  const hasMore = all.length > limit || pages.some(({ next }) => next !== undefined);
  return { records, next: hasMore ? records.at(-1)?.id : undefined };
}
