export type LedgerErrorCode =
  /** Postings that do not sum to zero per currency, or fewer than two of them. */
  | 'ERR_LEDGER_UNBALANCED'
  /** Zero, in another currency than the account's, or a balance beyond 2^53 minor units. */
  | 'ERR_LEDGER_AMOUNT'
  | 'ERR_LEDGER_ACCOUNT_UNKNOWN'
  /** Nothing is posted to a closed account, nor to the collection level of a multicurrency account. */
  | 'ERR_LEDGER_ACCOUNT_CLOSED'
  /** A booking date before the newest one of the account: days that are over do not change. */
  | 'ERR_LEDGER_BACKDATED'
  | 'ERR_LEDGER_DATE'
  /** Listed payments of a batch that are not all of it. */
  | 'ERR_LEDGER_BATCH'
  /** No such pending entry on this account, or it was booked or released already. */
  | 'ERR_LEDGER_PENDING_UNKNOWN'
  /** The key, the PSU, the account or the name is taken. */
  | 'ERR_LEDGER_CONFLICT';

/** Why something was not written; the transaction it was in changes nothing. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, message: string) {
    super(message);
    this.name = 'LedgerError';
    this.code = code;
  }
}
