import { createHash } from 'node:crypto';
import { canonicalJson, listsAsSets } from './canonical-json.ts';

/** What is authorised, as the PSU sees it and as a code is bound to it (RTS, Article 5). Any change is another subject. */
export type Subject = ConsentSubject | PaymentSubject | LoginSubject;

export interface ConsentSubject {
  readonly kind: 'consent';
  readonly consentId: string;
  readonly tppId: string;
  readonly tppName: string;
  /** As asked for; its lists are sets. */
  readonly access: object;
  /** The bank's ids of those that are opened; a set. */
  readonly accounts: readonly string[];
  readonly validUntil: string;
  readonly recurring: boolean;
  readonly frequencyPerDay: number;
}

/** A payment, or that it is taken back: what was said to the one is no word about the other. */
export interface PaymentSubject {
  readonly kind: 'payment' | 'payment-cancellation';
  readonly paymentId: string;
  readonly tppId: string;
  readonly tppName: string;
  readonly creditorName: string;
  readonly creditorAccount: string;
  /** A decimal as text, never a number. */
  readonly amount: string;
  readonly currency: string;
}

/** The PSU comes in to look at its own, and nothing is granted to anybody. */
export interface LoginSubject {
  readonly kind: 'login';
  readonly psuId: string;
  /** What it logs in to, as the PSU knows it. */
  readonly to: string;
}

/**
 * SHA-256 over the canonical form, base64url. The order of members and of lists that are sets changes nothing;
 * everything else does, and so does a member that this version does not know.
 */
export function subjectDigest(subject: Subject): string {
  return createHash('sha256')
    .update(canonicalJson(toSets(subject)))
    .digest('base64url');
}

function toSets(subject: Subject): unknown {
  // beyond access and accounts a consent has no lists
  return subject.kind === 'consent' ? listsAsSets(subject) : subject;
}
