export type ScaErrorCode =
  /** Too short, too long, or no text that can be written down. */
  | 'ERR_SCA_PASSWORD_UNFIT'
  /** No phone number, no mail address, or no public key of a kind that is taken. */
  | 'ERR_SCA_METHOD_UNFIT';

/** What cannot be enrolled. The message says which rule it breaks, and has nothing of the value in it. */
export class ScaError extends Error {
  override readonly name = 'ScaError';
  readonly code: ScaErrorCode;

  constructor(code: ScaErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
