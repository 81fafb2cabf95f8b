import { CertificateError } from '../../read/error.ts';

export type RevocationErrorCode =
  /** The certificate names nobody who could be asked. */
  | 'ERR_REVOCATION_NO_ADDRESS'
  /** No connection, or an HTTP status other than 200. */
  | 'ERR_REVOCATION_UNAVAILABLE'
  | 'ERR_REVOCATION_TIMEOUT'
  | 'ERR_REVOCATION_TOO_LARGE'
  | 'ERR_REVOCATION_MALFORMED'
  /** A responder that says itself that it has no answer: tryLater, unauthorized, … (RFC 6960, 4.2.1). */
  | 'ERR_REVOCATION_NO_ANSWER'
  /** Whoever signed may not speak for the issuer. */
  | 'ERR_REVOCATION_SIGNER'
  | 'ERR_REVOCATION_SIGNATURE'
  | 'ERR_REVOCATION_WEAK_ALGORITHM'
  /** The answer is about another certificate, or a list does not cover this one. */
  | 'ERR_REVOCATION_OTHER_CERTIFICATE'
  | 'ERR_REVOCATION_NOT_YET_VALID'
  | 'ERR_REVOCATION_OUT_OF_DATE'
  /** Older than what the same source has said before. */
  | 'ERR_REVOCATION_OLDER'
  | 'ERR_REVOCATION_NONCE'
  /** Indirect lists, deltas, critical extensions that are not known. */
  | 'ERR_REVOCATION_UNSUPPORTED';

/** Why there is no answer, or none that counts. Its code stands in the evidence of a refusal. */
export class RevocationError extends Error {
  readonly code: RevocationErrorCode;

  constructor(code: RevocationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RevocationError';
    this.code = code;
  }
}

/** Whatever goes wrong on the way to an answer comes to this: there is none. */
export function toRevocationError(error: unknown): RevocationError {
  if (error instanceof RevocationError) return error;
  if (error instanceof CertificateError)
    return new RevocationError('ERR_REVOCATION_MALFORMED', error.message, { cause: error });
  const message = error instanceof Error ? error.message : 'the answer did not come';
  return new RevocationError('ERR_REVOCATION_UNAVAILABLE', message, { cause: error });
}
