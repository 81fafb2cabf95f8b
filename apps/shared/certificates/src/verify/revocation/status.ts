/** What a responder or a list says about one certificate. `unknown`: a responder that has never heard of it. */
export type CertificateStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly revokedAt: Date; readonly reason: string }
  | { readonly kind: 'unknown' };

const REASONS: readonly (string | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];

/** CRLReason (RFC 5280, 5.3.1). A number that is not assigned revokes as well as any. */
export function toReason(code: number | undefined): string {
  return REASONS[code ?? 0] ?? 'unspecified';
}
