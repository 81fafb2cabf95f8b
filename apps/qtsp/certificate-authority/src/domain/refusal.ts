import type { Schemas } from '@openxs2a/certificate-authority-api/types';

export type RefusalReason = Schemas['refusalReason'];

/** Why something is not granted. Safe to show: `detail` quotes the register and the request, and nothing else. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** Which of the certificates asked for, where it is about one. */
  readonly kind?: QualifiedKind;
  readonly detail: string;
}

/** What this QTSP issues to parties. */
export type QualifiedKind = 'qwac' | 'qsealc';

export const refuse = (reason: RefusalReason, detail: string, kind?: QualifiedKind): Refusal =>
  kind === undefined ? { reason, detail } : { reason, kind, detail };
