export type InitialisationErrorCode =
  | 'ERR_ISSUING_KEY_MISSING'
  | 'ERR_ISSUING_KEY_FOREIGN'
  | 'ERR_INITIALISED_AT_ONCE'
  | 'ERR_NOT_INITIALISED';

/** Why a certificate authority cannot be set up or started as it lies there, in words for whoever runs it. */
export class InitialisationError extends Error {
  override readonly name = 'InitialisationError';
  readonly code: InitialisationErrorCode;

  constructor(code: InitialisationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
