import type { LogFilter, LogPage } from '@openxs2a/store/log';
import type { Consent } from '../consent.ts';
import { listIdsOf, type StoredConsent } from '../store/consents.ts';
import type { ConsentSetting } from './setting.ts';
import { loadSettled } from './settle.ts';

/** What is over is ended, and shown so. */
export async function listPage(setting: ConsentSetting, page: readonly StoredConsent[]): Promise<readonly Consent[]> {
  const settled: Consent[] = [];
  for (const consent of page)
    settled.push(consent.dueAt === undefined ? consent : ((await loadSettled(setting, consent.consentId)) ?? consent));
  return settled;
}

export interface AuditQuery extends Pick<LogFilter, 'kind' | 'from' | 'to' | 'after' | 'limit'> {
  readonly psuId?: string | undefined;
  readonly tppId?: string | undefined;
}

/** So many consents are looked for by one statement. */
const SUBJECTS = 1000;

/** Accesses name their consent, whose record says which PSU gave it: what concerns a PSU is found by its consents. */
export async function readAudit(
  { database, log }: ConsentSetting,
  { psuId, tppId, ...filter }: AuditQuery,
): Promise<LogPage> {
  if (psuId === undefined) {
    if (tppId === undefined) throw new TypeError('Whose audit is it: psuId, tppId or both?');
    return log.read({ ...filter, actor: tppId });
  }
  const subjects = await listIdsOf(database, psuId, tppId);
  const pages: LogPage[] = [];
  for (let index = 0; index < subjects.length; index += SUBJECTS)
    pages.push(await log.read({ ...filter, subject: subjects.slice(index, index + SUBJECTS) }));
  return mergePages(pages, filter.limit);
}

function mergePages(pages: readonly LogPage[], limit = 100): LogPage {
  const all = pages.flatMap(({ records }) => records).toSorted((one, other) => one.id - other.id);
  const records = all.slice(0, limit);
  const hasMore = all.length > limit || pages.some(({ next }) => next !== undefined);
  return { records, next: hasMore ? records.at(-1)?.id : undefined };
}
