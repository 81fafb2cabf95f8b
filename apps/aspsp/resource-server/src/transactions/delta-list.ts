import type { Grant } from '@openxs2a/consent';
import { grantedAccountOf } from '../reads/load-accounts.ts';
import type { PagePosition } from './asked.ts';
import type { ReportSetting } from './setting.ts';
import { type DeltaKey, findDeltaMark, keepDeltaMark } from './store/delta-marks.store.ts';

type Setting = Pick<ReportSetting, 'database'>;

/** Where the last delta list of this TPP ended. Undefined where there was none. */
export function findMark({ database }: Setting, grant: Grant, bookingStatus: string): Promise<string | undefined> {
  return findDeltaMark(database, toKey(grant, bookingStatus));
}

/** Of a delta list that was read to its end: the next one begins there. Of other reports nothing is kept. */
export async function keepMark(
  { database }: Setting,
  grant: Grant,
  { begunAt, bookingStatus }: Pick<PagePosition, 'begunAt' | 'bookingStatus'>,
  mark: string,
): Promise<void> {
  if (begunAt !== undefined) await keepDeltaMark(database, toKey(grant, bookingStatus), { mark, begunAt });
}

function toKey(grant: Grant, bookingStatus: string): DeltaKey {
  const { accountId } = grantedAccountOf(grant);
  return { tppId: grant.tppId, psuId: grant.psuId, accountId, bookingStatus };
}
