import { ServiceError } from '@openxs2a/service';

export type BankErrorCode =
  | 'ERR_BANK_PROFILE'
  | 'ERR_BANK_CERTIFICATE'
  | 'ERR_BANK_KEY'
  | 'ERR_BANK_PROXY'
  | 'ERR_BANK_REGISTER'
  | 'ERR_BANK_PAGES'
  | 'ERR_BANK_OAUTH'
  | 'ERR_BANK_OPERATORS'
  | 'ERR_BANK_INCIDENTS'
  | 'ERR_BANK_DATABASE';

/** What keeps a process of the bank from starting, in words for whoever can mend it. */
export class BankError extends ServiceError<BankErrorCode> {
  override readonly name = 'BankError';
}
