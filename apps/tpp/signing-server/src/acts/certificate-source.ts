import type { PspRole } from '@openxs2a/certificates';
import type { CertificateKind } from '../domain/certificate.ts';
import type { OrderRefusal } from '../domain/order.ts';

/** What a QTSP makes of an order. Nothing that it says is thrown. */
export type SourceAnswer =
  | {
      readonly kind: 'issued';
      readonly certificates: readonly { readonly kind: CertificateKind; readonly pem: string }[];
      /** PEM, from the issuer upwards. */
      readonly chain: readonly string[];
    }
  /** On record there; ask again. */
  | { readonly kind: 'received' }
  | { readonly kind: 'refused'; readonly refusals: readonly OrderRefusal[] }
  /** No answer that says anything. Ask again. */
  | { readonly kind: 'unavailable'; readonly detail: string };

export type RevocationAnswer =
  | { readonly kind: 'revoked' }
  | Extract<SourceAnswer, { kind: 'refused' | 'unavailable' }>;

export interface CertificateRequests {
  readonly certificates: readonly { readonly kind: CertificateKind; readonly csr: string }[];
  readonly roles: readonly PspRole[];
  readonly countries?: readonly string[] | undefined;
  /** Without it, this server's own certificate tells who asks. */
  readonly enrolmentSecret?: string | undefined;
}

export interface Revocation {
  readonly serialNumber: string;
  readonly reason: 'unspecified' | 'keyCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation';
  readonly invalidityDate?: string | undefined;
  readonly comment?: string | undefined;
}

/** Where certificates come from. Asked again with the same id and requests, it answers with the same certificates. */
export interface CertificateSource {
  request(requestId: string, requests: CertificateRequests): Promise<SourceAnswer>;
  renew(requestId: string, renewal: { readonly serialNumber: string; readonly csr: string }): Promise<SourceAnswer>;
  revoke(revocation: Revocation): Promise<RevocationAnswer>;
}
