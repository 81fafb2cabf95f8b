import type { ScaStatus } from '@openxs2a/consent';
import type { AskedStatus } from '@openxs2a/sca';
import type { ScaApproach } from './approach.ts';

/** What time or a device has made of an authorisation that nobody has told yet. */
export type Lapse =
  /** The device approved. */
  | 'approved'
  /** The PSU refused on it. */
  | 'refused'
  /** It did neither in time, or the question was taken back. */
  | 'unanswered'
  /** Nobody followed the redirect in time. */
  | 'link-expired';

export interface LapseSituation {
  readonly approach: ScaApproach;
  readonly scaStatus: ScaStatus;
  readonly begunAt: Date;
  /** What the PSU was asked last. */
  readonly asked: AskedStatus['status'] | undefined;
}

const BEFORE_START: readonly ScaStatus[] = ['received', 'psuIdentified', 'psuAuthenticated'];

/** Where a device was asked, its answer counts as soon as it is there, whether or not the asking was noted in time. */
export function lapseOf(
  { approach, scaStatus, begunAt, asked }: LapseSituation,
  now: Date,
  redirectMinutes: number,
): Lapse | undefined {
  const isNew = scaStatus === 'received' || scaStatus === 'psuIdentified';
  if (approach === 'REDIRECT' && isNew) return now >= endOfLink(begunAt, redirectMinutes) ? 'link-expired' : undefined;
  const waitsForDevice = scaStatus === 'started' || (approach === 'DECOUPLED' && BEFORE_START.includes(scaStatus));
  if (!waitsForDevice || asked === undefined || asked === 'open') return undefined;
  if (asked === 'answered') return 'approved';
  return asked === 'refused' ? 'refused' : 'unanswered';
}

export function endOfLink(begunAt: Date, redirectMinutes: number): Date {
  return new Date(begunAt.getTime() + redirectMinutes * 60_000);
}
