import type { CertificateErrorCode, CertificateReason } from '@openxs2a/certificates';
import type { ConsentReason } from '@openxs2a/consent';
import type { CoreBankingErrorCode } from '@openxs2a/core-banking';
import type { SignatureReason } from '@openxs2a/http-signatures';
import type { RefusalCode } from '@openxs2a/runtime/server';
import type { ScaReason } from '@openxs2a/sca';
import type { StoreErrorCode } from '@openxs2a/store';

/** Reasons that arise at the bank's edge and in its handlers; those of the libraries join them below. */
export type EdgeReason =
  // who calls
  | 'client-certificate-missing'
  /** The bank has blocked this TPP. */
  | 'tpp-blocked'
  | 'token-missing'
  | 'token-unknown'
  | 'token-invalid'
  | 'token-expired'
  /** Of another PSU than the one that the request names. */
  | 'token-of-other-psu'
  // who it is for
  | 'psu-unknown'
  /** On all channels (Guidelines 1.3.8, 14.11.1). */
  | 'psu-blocked'
  | 'corporate-id-unknown'
  // how often and how long
  | 'rate-exceeded'
  | 'request-timeout'
  // one X-Request-ID twice
  | 'repeated-with-other-body'
  | 'first-request-in-progress'
  // what this bank offers
  | 'service-not-offered'
  | 'product-unknown'
  | 'product-not-for-psu'
  | 'format-not-offered'
  | 'parameter-not-supported'
  // what is asked for
  | 'parameters-not-consistent'
  | 'period-invalid'
  /** Older than may be read without fresh SCA (RTS, Article 10(1)(b)). */
  | 'history-without-sca'
  /** `deltaList` and `entryReferenceFrom` at once. */
  | 'delta-twice'
  /** By an id in the path that is none of an account. */
  | 'resource-unknown'
  /** By an id in the body. */
  | 'referenced-resource-unknown'
  | 'resource-expired'
  | 'status-not-fitting'
  | 'sca-method-unknown'
  | 'sca-invalid'
  /** A confirmation of an authorisation that has failed, or that was confirmed. */
  | 'confirmed-again'
  // the bank itself
  /** Of a request that reached an app past the gateway. */
  | 'identity-token-invalid'
  | 'unavailable';

/** Every reason of this bank. Stable: logs, metrics and the audit trail use it; the wire never does. */
export type RefusalReason =
  | EdgeReason
  | `certificate:${CertificateReason}`
  | `signature:${SignatureReason}`
  | `consent:${ConsentReason}`
  | `sca:${ScaReason}`
  | `request:${RefusalCode}`
  | CertificateErrorCode
  | CoreBankingErrorCode
  | StoreErrorCode;
