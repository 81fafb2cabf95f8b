export type CertificateErrorCode =
  /** Not the DER that its standard asks for, or not the structure. */
  | 'ERR_CERTIFICATE_MALFORMED'
  | 'ERR_CERTIFICATE_TOO_LARGE'
  /** None, or several, where exactly one was asked for. */
  | 'ERR_CERTIFICATE_NOT_ONE'
  /** The certificate can be read, its key cannot be used here. */
  | 'ERR_CERTIFICATE_KEY_UNSUPPORTED';

/** What reading throws, and nothing else: callers switch on `code`, the message is for people. */
export class CertificateError extends Error {
  readonly code: CertificateErrorCode;

  constructor(code: CertificateErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CertificateError';
    this.code = code;
  }
}

export function malformed(message: string, cause?: unknown): CertificateError {
  return new CertificateError('ERR_CERTIFICATE_MALFORMED', message, cause === undefined ? {} : { cause });
}
