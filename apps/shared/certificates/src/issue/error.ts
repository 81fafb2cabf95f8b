export type IssueErrorCode = 'ERR_NAME_NOT_ENCODABLE' | 'ERR_PARTY_INVALID' | 'ERR_OCSP_REQUEST_MALFORMED';

/** What cannot be issued or answered because of what somebody asked for; a programmer's mistake is a TypeError. */
export class IssueError extends Error {
  override readonly name = 'IssueError';
  readonly code: IssueErrorCode;

  constructor(code: IssueErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
