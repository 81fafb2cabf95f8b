export type { Account, AccountOwner, AccountStatus, CardAccount, PaymentAccount } from './account.ts';
export type { Balance, BalanceType } from './balance.ts';
export type { CoreBanking, EntryPage, EntryQuery } from './core-banking.ts';
export { CoreBankingError, type CoreBankingErrorCode } from './error.ts';
export { isIban, toIban } from './iban.ts';
export { addDays, createCalendar, type IsoDate, isIsoDate } from './iso-date.ts';
export { formatMoney, fractionDigits, type Money, parseMoney } from './money.ts';
export type { Psu, PsuReference } from './psu.ts';
export type { AccountNames, AccountReference, OtherIdentification } from './reference.ts';
export type { FrequencyCode, StandingOrder, TrustedBeneficiary } from './standing-order.ts';
export type {
  Address,
  BookedEntry,
  CardParticulars,
  CardTransaction,
  EntryDetail,
  EntryParticulars,
  ExchangeRate,
  PaymentParticulars,
  PendingEntry,
  PurposeCode,
  StructuredRemittance,
  Transaction,
} from './transaction.ts';
