export { LedgerError, type LedgerErrorCode } from './ledger/error.ts';
export type { Hold, JournalEntry, Posted, PostedEntry, Posting } from './ledger/journal.ts';
export { createLedger, type Ledger, type LedgerOptions, prepareLedger } from './ledger/ledger.ts';
export type { InternalAccount, NewAccount, NewPaymentAccount } from './ledger/open-account.ts';
export type { LedgerFinding, LedgerFindingCode, LedgerVerdict } from './ledger/verify.ts';
