import type { Consent } from '../consent.ts';
import type { StoredConsent } from '../store/consents.ts';
import type { ConsentSetting } from './setting.ts';
import { loadSettled } from './settle.ts';

/** What is over is ended, and shown so. */
export async function listPage(setting: ConsentSetting, page: readonly StoredConsent[]): Promise<readonly Consent[]> {
  const settled: Consent[] = [];
  for (const consent of page)
    settled.push(consent.dueAt === undefined ? consent : ((await loadSettled(setting, consent.consentId)) ?? consent));
  return settled;
}
