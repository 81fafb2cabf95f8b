export type IssueErrorCode =
  /** A text has characters that its place in a certificate does not have. */
  | 'ERR_NAME_NOT_ENCODABLE'
  /** A party, or a field of it, cannot be what TS 119 495 asks for. */
  | 'ERR_PARTY_INVALID'
  /** Answer `createOcspError('malformedRequest')`. */
  | 'ERR_OCSP_REQUEST_MALFORMED'
  /** A signing key gave a signature that its own public key does not verify. */
  | 'ERR_SIGNATURE_FAULTY';

/** What cannot be issued or answered because of what somebody asked for; a programmer's mistake is a TypeError. */
export class IssueError extends Error {
  override readonly name = 'IssueError';
  readonly code: IssueErrorCode;

  constructor(code: IssueErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
