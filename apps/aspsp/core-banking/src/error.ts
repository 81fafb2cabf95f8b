export type CoreBankingErrorCode =
  /** The bank's systems do not answer, or not in time; nothing is known about what was asked. At the edge a 503. */
  | 'ERR_CORE_UNAVAILABLE'
  /** An `entryReference` that no booked entry of this account has. */
  | 'ERR_CORE_ENTRY_UNKNOWN'
  /** A cursor or mark that was not given out for this question, or is too old; the report has to be begun anew. */
  | 'ERR_CORE_CURSOR_INVALID'
  /** An amount that is no decimal number of its currency, or a currency that has no amounts. */
  | 'ERR_CORE_AMOUNT';

/** What a core banking system reports. That something is not there is no error: it is undefined. */
export class CoreBankingError extends Error {
  readonly code: CoreBankingErrorCode;

  constructor(code: CoreBankingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CoreBankingError';
    this.code = code;
  }
}
