import { type Database, migrate, type Transaction } from '@openxs2a/store';
import type { AccountStatus } from '../account.ts';
import type { CoreBanking } from '../core-banking.ts';
import { createCalendar } from '../iso-date.ts';
import type { Psu } from '../psu.ts';
import type { StandingOrder, TrustedBeneficiary } from '../standing-order.ts';
import { findAccount, findAccountsNamed, listAccountsOf } from './account.store.ts';
import { listBalancesOf } from './balances.ts';
import { findTransactionOf, listCardTransactionsOf, listTransactionsOf } from './entries.ts';
import { bill, hold, release } from './holds.ts';
import type { Hold, JournalEntry, Posted } from './journal.ts';
import { LEDGER_MIGRATIONS } from './migrations.ts';
import { createPanDigest } from './names.ts';
import { addPsu, type InternalAccount, type NewAccount, openAccount, setAccountStatus } from './open-account.ts';
import * as orders from './orders.ts';
import { reportOutages } from './outages.ts';
import { post } from './post.ts';
import type { PostingContext } from './posting-context.ts';
import { findPsu, findPsuNamed } from './psu.store.ts';
import { type LedgerVerdict, verifyLedger } from './verify.ts';

export interface LedgerOptions {
  /** Brought up to date by `prepareLedger`. */
  readonly database: Database;
  readonly clock: () => Date;
  readonly random: { uuid(): string };
  /** Where the bank is: decides which day it is. UTC unless it is given. */
  readonly timeZone?: string;
  /** Under which card numbers are digested. Without it accounts have none, and none is found by one. */
  readonly panKey?: Uint8Array;
}

/**
 * A double-entry ledger. What it does is in the transaction of the caller, who commits it together with whatever else
 * belongs to it; what is wrong is a `LedgerError`, which spoils nothing but that transaction.
 */
export interface Ledger extends CoreBanking {
  /** False where a PSU of this id is there already; then nothing changes. */
  addPsu(trx: Transaction, psu: Psu): Promise<boolean>;
  openAccount(trx: Transaction, account: NewAccount | InternalAccount): Promise<void>;
  setAccountStatus(trx: Transaction, accountId: string, status: AccountStatus): Promise<void>;
  /** Books entries whose keys are new, in the order given, all or none. */
  post(trx: Transaction, entries: readonly JournalEntry[]): Promise<readonly Posted[]>;
  /** Announces entries; gives their transactionIds, which they keep when they are booked. */
  hold(trx: Transaction, holds: readonly Hold[]): Promise<readonly string[]>;
  /** Takes back what was announced and will not be booked. */
  release(trx: Transaction, transactionId: string): Promise<void>;
  /** Closes a bill of a card account: what is booked has been on it. */
  bill(trx: Transaction, accountId: string): Promise<void>;
  addStandingOrder(trx: Transaction, accountId: string, order: StandingOrder): Promise<void>;
  endStandingOrder(trx: Transaction, id: string): Promise<boolean>;
  addTrustedBeneficiary(trx: Transaction, accountId: string, beneficiary: TrustedBeneficiary): Promise<void>;
  removeTrustedBeneficiary(trx: Transaction, id: string): Promise<boolean>;
  /** Counts everything anew. */
  verify(): Promise<LedgerVerdict>;
}

/** Makes the tables of the ledger, or brings them up to date. */
export function prepareLedger(database: Database): Promise<void> {
  return migrate(database, LEDGER_MIGRATIONS, 'ledger');
}

export function createLedger({ database, clock, random, timeZone = 'UTC', panKey }: LedgerOptions): Ledger {
  const db = reportOutages(database);
  const toDay = createCalendar(timeZone);
  const digestPan = createPanDigest(panKey);
  const today = () => toDay(clock());
  const context = (): PostingContext => {
    const now = clock();
    // 35 characters at most, so without the hyphens
    return { now, today: toDay(now), newTransactionId: () => random.uuid().replaceAll('-', '') };
  };
  return {
    findPsu: (reference) => findPsuNamed(db, reference),
    findPsuById: (id) => findPsu(db, id),
    listAccounts: (psuId) => listAccountsOf(db, psuId),
    findAccount: (accountId) => findAccount(db, accountId),
    findAccounts: (reference) => findAccountsNamed(db, reference, digestPan),
    listBalances: (accountId) => listBalancesOf(db, accountId, today()),
    listTransactions: (accountId, query) => listTransactionsOf(db, accountId, query),
    findTransaction: (accountId, transactionId) => findTransactionOf(db, accountId, transactionId),
    listCardTransactions: (accountId, query) => listCardTransactionsOf(db, accountId, query),
    listStandingOrders: (accountId) => orders.listStandingOrdersOf(db, accountId, today()),
    listTrustedBeneficiaries: (accountId) => orders.listTrustedBeneficiariesOf(db, accountId),
    addPsu,
    openAccount: (trx, account) => openAccount(trx, account, digestPan),
    setAccountStatus,
    post: (trx, entries) => post(trx, entries, context()),
    hold: (trx, holds) => hold(trx, holds, context()),
    release: (trx, transactionId) => release(trx, transactionId, context()),
    bill: (trx, accountId) => bill(trx, accountId, context()),
    addStandingOrder: orders.addStandingOrder,
    endStandingOrder: orders.endStandingOrder,
    addTrustedBeneficiary: orders.addTrustedBeneficiary,
    removeTrustedBeneficiary: orders.removeTrustedBeneficiary,
    verify: () => verifyLedger(database),
  };
}
