/** What a store reports. Callers switch on `code`; the words are for people. */
export type StoreErrorCode =
  /** A row with this key is there already; `constraint` names what it broke. */
  | 'ERR_STORE_CONFLICT'
  /** A row refers to one that is not there, or is referred to. */
  | 'ERR_STORE_FOREIGN_KEY'
  | 'ERR_STORE_CHECK'
  | 'ERR_STORE_NOT_NULL'
  /** A trigger refused the change. */
  | 'ERR_STORE_REFUSED'
  /** A value that the stores cannot hold, or a number that JavaScript cannot: text with NUL, an integer beyond 2^53. */
  | 'ERR_STORE_VALUE'
  /** Others held what it needed, for longer than it may wait; nothing was done. */
  | 'ERR_STORE_BUSY'
  /** A statement or a transaction took longer than it may; nothing was done. */
  | 'ERR_STORE_TIMEOUT'
  /** The store cannot be reached, or has no room; nothing was done. */
  | 'ERR_STORE_UNAVAILABLE'
  /** The connection broke after a change was sent and before its answer came: it was made, or it was not. */
  | 'ERR_STORE_OUTCOME_UNKNOWN'
  | 'ERR_STORE_CORRUPT'
  /** The store was closed. */
  | 'ERR_STORE_CLOSED'
  /** The statement is wrong: a mistake in the program, or a migration that did not run. */
  | 'ERR_STORE_STATEMENT'
  /** The database has migrations that this program does not know: a newer one made them. */
  | 'ERR_STORE_MIGRATION_UNKNOWN'
  /** A migration reads otherwise than when it was applied. */
  | 'ERR_STORE_MIGRATION_CHANGED'
  /** A database that is only looked at lacks a migration, or the whole namespace: an older program made it. */
  | 'ERR_STORE_MIGRATION_DUE'
  /** A migration is older than one that was applied. */
  | 'ERR_STORE_MIGRATION_ORDER'
  /** A log lost what this process had sealed, or has an entry that no log writes. */
  | 'ERR_STORE_LOG_BROKEN';

/** More about an error of a store. Values are never in it, because they may be secret. */
export interface StoreErrorFacts {
  /** As PostgreSQL names it, on both stores: `<table>_pkey`, `<table>_<columns>_key`, or the name that it was given. */
  readonly constraint?: string | undefined;
  /** SQLSTATE (PostgreSQL) or extended result code (SQLite). */
  readonly driverCode?: string | undefined;
}

/** The only error that a store throws, besides `TypeError` for mistakes of a program. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly constraint: string | undefined;
  readonly driverCode: string | undefined;

  constructor(code: StoreErrorCode, message: string, facts: StoreErrorFacts = {}) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
    this.constraint = facts.constraint;
    this.driverCode = facts.driverCode;
  }
}
