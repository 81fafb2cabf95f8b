import { CRLReasons } from '@peculiar/asn1-x509';

/** What a responder or a list says about one certificate. `unknown`: a responder that has never heard of it. */
export type CertificateStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly revokedAt: Date; readonly reason: string }
  | { readonly kind: 'unknown' };

/** CRLReason (RFC 5280, 5.3.1). A number that is not assigned revokes as well as any. */
export function toReason(code: CRLReasons | undefined): string {
  return CRLReasons[code ?? CRLReasons.unspecified] ?? 'unspecified';
}
