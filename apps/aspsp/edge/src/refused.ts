import { CERTIFICATE_REASONS, CertificateError, type CertificateReason } from '@openxs2a/certificates';
import type { ConsentRefusal } from '@openxs2a/consent';
import { CoreBankingError } from '@openxs2a/core-banking';
import { SIGNATURE_REASONS, type SignatureReason } from '@openxs2a/http-signatures';
import type { Problem, Refusal } from '@openxs2a/runtime/server';
import type { ScaRefusal } from '@openxs2a/sca';
import { StoreError } from '@openxs2a/store';
import type { Schemas } from '@openxs2a/xs2a/types';
import type { RefusalReason } from './reason.ts';

/** One refusal inside the bank. Reason and evidence are for the log alone. */
export interface Refused {
  readonly reason: RefusalReason;
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** What of the request is wrong, where something is; its places and sentences may be shown. */
  readonly problems?: readonly Problem[];
  /** Where in the body it is, as a JSON pointer. */
  readonly pointer?: string;
  /** Seconds after which it may be tried again, for 429 and 503. */
  readonly retryAfter?: number;
  /** What can be done all the same (Guidelines 1.3.8, 4.13.1): another try, say. */
  readonly links?: Schemas['_linksAll'];
}

/** Ends a handler with a refusal: the server hands it to `createRefuse`, which answers it as what it is. */
export class RefusedError extends Error {
  readonly code = 'ERR_REFUSED';
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.reason);
    this.name = 'RefusedError';
    this.refused = refused;
  }
}

interface Refusing<Reason extends string> {
  readonly reason: Reason;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** The certificate of the connection, or its lack of a role. */
export function refusedCertificate({ reason, evidence }: Refusing<CertificateReason>): Refused {
  return { reason: `certificate:${reason}`, evidence };
}

/**
 * A signature, or the certificate in it. Both have some reasons in common; there the fingerprint, which every refusal of
 * a certificate has in its evidence, tells which of them is at fault.
 */
export function refusedSignature({ reason, evidence }: Refusing<SignatureReason | CertificateReason>): Refused {
  if (isSignatureReason(reason) && !(isCertificateReason(reason) && Object.hasOwn(evidence, 'fingerprint')))
    return { reason: `signature:${reason}`, evidence };
  // Whatever is not of the one list is of the other: the type says so.
  return { reason: `certificate:${reason as CertificateReason}`, evidence };
}

const isSignatureReason = (reason: string): reason is SignatureReason =>
  (SIGNATURE_REASONS as readonly string[]).includes(reason); // widening only
const isCertificateReason = (reason: string): reason is CertificateReason =>
  (CERTIFICATE_REASONS as readonly string[]).includes(reason); // widening only

export function refusedConsent({ reason, evidence }: ConsentRefusal): Refused {
  const { path, ...rest } = evidence;
  return { reason: `consent:${reason}`, evidence: rest, ...(path === undefined ? {} : { pointer: path }) };
}

export function refusedSca({ reason, evidence }: ScaRefusal): Refused {
  const { retryAfter } = evidence;
  return { reason: `sca:${reason}`, evidence: { ...evidence }, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

/** What the generated server refuses by itself; behind an `internal` there may be a refusal or an outage. */
export function refusedRequest({ code, problems, cause }: Refusal): Refused {
  if (code === 'internal') return refusedByError(cause);
  return { reason: `request:${code}`, problems };
}

/** An error that reached the edge. One that nobody foresaw is `request:internal`. */
export function refusedByError(error: unknown): Refused {
  if (error instanceof RefusedError) return error.refused;
  if (error instanceof StoreError || error instanceof CoreBankingError || error instanceof CertificateError)
    return { reason: error.code };
  return { reason: 'request:internal', evidence: { error: error instanceof Error ? error.name : typeof error } };
}
