import { CRLReasons } from '@peculiar/asn1-x509';

/** RFC 5280, 5.3.1. Nothing is ever taken off a complete list, so `removeFromCRL` is not here. */
export const REVOCATION_REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** The number of a reason; undefined for `unspecified`, which is said by saying nothing (RFC 5280, 5.3.1). */
export function toReasonCode(reason: RevocationReason | undefined): CRLReasons | undefined {
  if (reason === undefined || reason === 'unspecified') return undefined;
  if (!REVOCATION_REASONS.includes(reason)) throw new TypeError(`unknown reason of revocation "${reason}"`);
  return CRLReasons[reason];
}
