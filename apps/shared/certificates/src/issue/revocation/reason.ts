/** RFC 5280, 5.3.1. Nothing is ever taken off a complete list, so `removeFromCRL` is not here. */
const CODES = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;

export type RevocationReason = keyof typeof CODES;

// holds: these are the keys of CODES
export const REVOCATION_REASONS = Object.keys(CODES) as readonly RevocationReason[];

/** The number of a reason; undefined for `unspecified`, which is said by saying nothing (RFC 5280, 5.3.1). */
export function toReasonCode(reason: RevocationReason | undefined): number | undefined {
  if (reason === undefined || reason === 'unspecified') return undefined;
  if (!Object.hasOwn(CODES, reason)) throw new TypeError(`unknown reason of revocation "${reason}"`);
  return CODES[reason];
}
