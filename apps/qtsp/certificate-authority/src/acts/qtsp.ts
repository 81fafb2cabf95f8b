import type { Certificate } from '@openxs2a/certificates';
import type { Issuer } from '@openxs2a/certificates/issue';
import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { IssuingPolicy } from '../domain/profile.ts';
import type { Lifetimes } from '../domain/validity.ts';
import type { Journal } from '../store/journal.ts';

/** What the acts of the trust service provider need. */
export interface Qtsp {
  readonly database: Database;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  readonly root: Certificate;
  readonly issuer: Issuer;
  readonly policy: IssuingPolicy;
  readonly lifetimes: Lifetimes;
  /** How long a CRL counts, in hours. */
  readonly crlHours: number;
  /** Hears of what went wrong behind an answer that does not tell. */
  readonly onError: (error: unknown) => void;
  /** Hears how far an issuance is. Whoever stops the process there loses and doubles nothing. */
  readonly at?: (step: IssuanceStep) => void | Promise<void>;
}

/** Steps of an issuance; of `recording` and `storing`, the transaction is not committed yet. */
export const ISSUANCE_STEPS = ['recording', 'received', 'signed', 'storing', 'stored'] as const;
export type IssuanceStep = (typeof ISSUANCE_STEPS)[number];
