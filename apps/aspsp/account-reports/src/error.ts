export type ReportErrorCode =
  /** The account has no name that may go out (a full card number may not). */
  | 'ERR_REPORT_ACCOUNT'
  /** An entry or balance is in another currency than the account, or the account is a collection of currencies. */
  | 'ERR_REPORT_CURRENCY'
  /** An amount with more digits than the format carries: 18 in camt, 14 in MT. */
  | 'ERR_REPORT_AMOUNT'
  /** Opening balance and entries do not make the closing balance. */
  | 'ERR_REPORT_UNBALANCED'
  /** A pending entry in a statement, which has booked ones only. */
  | 'ERR_REPORT_PENDING'
  /** A report id or number that the format cannot carry. */
  | 'ERR_REPORT_IDENTIFICATION';

/** Why a report is not written: better none than one that is wrong. Messages have no account numbers in them. */
export class ReportError extends Error {
  readonly code: ReportErrorCode;

  constructor(code: ReportErrorCode, message: string) {
    super(message);
    this.name = 'ReportError';
    this.code = code;
  }
}
