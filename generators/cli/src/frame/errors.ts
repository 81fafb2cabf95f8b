/** The call itself is wrong; the message says what to do instead. */
export class UsageError extends Error {
  static readonly code = 'ERR_USAGE';
  readonly code = UsageError.code;
  override readonly name = 'UsageError';
}

/** What the call names cannot be used: a folder that cannot be written, a file that is not there. */
export class InputError extends Error {
  static readonly code = 'ERR_INPUT';
  readonly code = InputError.code;
  override readonly name = 'InputError';
}
