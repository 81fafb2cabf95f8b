export type TppErrorCode = 'ERR_TPP_UNKNOWN' | 'ERR_TPP_ID' | 'ERR_TPP_TEXT' | 'ERR_TPP_DATE' | 'ERR_TPP_REPORT';

/** Something about a TPP that somebody asked for and that cannot be; the message says what, in words. */
export class TppError extends Error {
  override readonly name = 'TppError';
  readonly code: TppErrorCode;

  constructor(code: TppErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
