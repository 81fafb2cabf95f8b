/** A register gave no answer, or none that can be understood. */
export class RegisterError extends Error {
  override readonly name = 'RegisterError';
  readonly code = 'ERR_REGISTER';
}
