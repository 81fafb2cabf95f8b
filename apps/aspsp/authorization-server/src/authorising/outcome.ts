import type { RefusalReason } from '@openxs2a/edge';

/** Refused, and why: a reason of the bank's table of errors. */
export interface RoadRefusal {
  readonly accepted: false;
  readonly reason: RefusalReason;
  readonly evidence: Readonly<Record<string, unknown>>;
}

export type RoadOutcome<Evidence> = { readonly accepted: true; readonly evidence: Evidence } | RoadRefusal;

export function accept<Evidence>(evidence: Evidence): RoadOutcome<Evidence> {
  return { accepted: true, evidence };
}

export function refuse(reason: RefusalReason, evidence: Readonly<Record<string, unknown>> = {}): RoadRefusal {
  return { accepted: false, reason, evidence };
}

/** Whether it is the failure that blocks a PSU, or one that comes after it. */
export function blocksPsu({ reason, evidence }: RoadRefusal): boolean {
  return reason === 'sca:psu-blocked' || evidence['attemptsLeft'] === 0;
}
