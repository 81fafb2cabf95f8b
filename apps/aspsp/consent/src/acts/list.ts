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

/** Accesses name their consent, whose record says which PSU gave it: what concerns a PSU is found by its consents. */
export async function readAudit(
  { database, log }: ConsentSetting,
  { psuId, tppId, ...filter }: AuditQuery,
): Promise<LogPage> {
  if (psuId === undefined && tppId === undefined) throw new TypeError('Whose audit is it: psuId, tppId or both?');
  const subject = await listIdsOf(database, { psuId, tppId });
  return subject.length === 0 ? { records: [], next: undefined } : log.read({ ...filter, subject });
}
