import { type Database, sql } from '@openxs2a/store';
import type { LogFilter, LogPage, LogReader } from '@openxs2a/store/log';
import { type AuditRecord, toAuditRecord } from '../audit-record.ts';
import { findPsus, listIdsOf } from '../store/consents.ts';

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

/** So many consents are looked for by one statement. */
const SUBJECTS = 1000;

/** The entries that a query is about, in the order of the log, each with the parties that it concerns. */
export async function readAudit(source: AuditSource, query: AuditQuery): Promise<AuditPage> {
  const { records, next } = await readPage(source, query);
  const psus = await findPsus(
    source.database,
    records.flatMap(({ subject }) => subject ?? []),
  );
  return { records: records.map((record) => toAuditRecord(record, psus, query.tppId)), next };
}

async function readPage({ database, log }: AuditSource, query: AuditQuery): Promise<LogPage> {
  const { psuId, tppId, consentId, ...filter } = query;
  if (psuId === undefined) {
    if (tppId === undefined) throw new TypeError('Whose audit is it: psuId, tppId or both?');
    return log.read({ ...filter, subject: consentId, condition: concernsTpp(tppId) });
  }
  const ids = await listIdsOf(database, psuId, tppId);
  const subjects = consentId === undefined ? ids : ids.filter((id) => id === consentId);
  const pages: LogPage[] = [];
  for (let index = 0; index < subjects.length; index += SUBJECTS)
    pages.push(await log.read({ ...filter, subject: subjects.slice(index, index + SUBJECTS) }));
  return mergePages(pages, filter.limit);
}

/** What it did, what was done to it, and what anybody did to its consents. */
const concernsTpp = (tppId: string) => sql`actor = ${tppId} OR subject = ${tppId}
  OR EXISTS (SELECT 1 FROM consent WHERE consent.consent_id = subject AND consent.tpp_id = ${tppId})`;

function mergePages(pages: readonly LogPage[], limit = 100): LogPage {
  const all = pages.flatMap(({ records }) => records).toSorted((one, other) => one.id - other.id);
  const records = all.slice(0, limit);
  const hasMore = all.length > limit || pages.some(({ next }) => next !== undefined);
  return { records, next: hasMore ? records.at(-1)?.id : undefined };
}
