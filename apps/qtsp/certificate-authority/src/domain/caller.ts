import type { PspRole } from '@openxs2a/certificates';

/** Who calls, proven by a client certificate, the secret of an enrolment, or a password. */
export type Caller =
  /** The QTSP's own people and machines. */
  | { readonly kind: 'operator'; readonly name: string }
  /** A competent authority's. */
  | { readonly kind: 'nca'; readonly ncaId: string; readonly name: string }
  | {
      readonly kind: 'party';
      readonly organizationIdentifier: string;
      readonly roles: readonly PspRole[];
      readonly serialNumber: string;
    }
  | { readonly kind: 'enrolment'; readonly organizationIdentifier: string; readonly enrolmentId: string };

export type CallerOf<Kind extends Caller['kind']> = Extract<Caller, { readonly kind: Kind }>;

/**
 * What request ids count for, and what the log names. A party is one caller whichever of its certificates it shows, so
 * that it can repeat a request after a renewal.
 */
export function nameCaller(caller: Caller): string {
  switch (caller.kind) {
    case 'operator':
      return `operator ${caller.name}`;
    case 'nca':
      return `nca ${caller.ncaId} ${caller.name}`;
    case 'party':
      return `party ${caller.organizationIdentifier}`;
    case 'enrolment':
      return `enrolment ${caller.enrolmentId}`;
    default:
      throw new TypeError(`unknown caller ${caller satisfies never}`);
  }
}
