import { type Migration, type MigrationStatement, type Sql, sql } from '@openxs2a/store';

const REASON = sql`'what was booked is neither changed nor deleted'`;
const IMMUTABLE = ['ledger_journal', 'ledger_entry'];
const refuse = sql.identifier('ledger_refuse_change');

/** Bookings are facts: the database itself refuses to change them, so that no mistake of a program does. */
const guards: readonly MigrationStatement[] = [
  ...IMMUTABLE.flatMap((table) => [guardSqlite(table, 'update'), guardSqlite(table, 'delete')]),
  {
    postgresql: sql`CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION ${REASON}; END $$`,
  },
  ...IMMUTABLE.map((table) => ({
    postgresql: sql`CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ${sql.identifier(table)}
      EXECUTE FUNCTION ${refuse}()`,
  })),
];

/**
 * `position` counts what happens to an account, or to all sub-accounts of a collection together: bookings, holds placed
 * and ended, bills. Whoever holds the row of the collection counts on, so that a position that can be seen has everything
 * before it in the database. That is what pages and deltas are cut by. Internal accounts have none, and no balance: every
 * payment would wait for their rows.
 */
export const LEDGER_MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-26-ledger',
    statements: [
      sql`CREATE TABLE ledger_psu (
        id TEXT PRIMARY KEY,
        psu_id TEXT NOT NULL,
        corporate_id TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('active', 'blocked')),
        body TEXT NOT NULL,
        UNIQUE (psu_id, corporate_id)
      )`,
      sql`CREATE TABLE ledger_account (
        id TEXT PRIMARY KEY,
        collection_id TEXT NOT NULL REFERENCES ledger_account (id),
        kind TEXT NOT NULL CHECK (kind IN ('payment', 'card', 'internal')),
        currency TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('enabled', 'blocked', 'deleted')),
        body TEXT NOT NULL,
        credit_limit BIGINT,
        booked BIGINT NOT NULL DEFAULT 0,
        held_debits BIGINT NOT NULL DEFAULT 0,
        held_credits BIGINT NOT NULL DEFAULT 0,
        unbilled BIGINT NOT NULL DEFAULT 0,
        billed_position BIGINT NOT NULL DEFAULT 0,
        position BIGINT NOT NULL DEFAULT 0,
        last_booking_date TEXT NOT NULL DEFAULT '',
        last_reference TEXT,
        changed_at BIGINT
      )`,
      sql`CREATE INDEX ledger_account_collection ON ledger_account (collection_id)`,
      sql`CREATE TABLE ledger_account_name (
        scheme TEXT NOT NULL,
        name TEXT NOT NULL,
        account_id TEXT NOT NULL REFERENCES ledger_account (id),
        PRIMARY KEY (scheme, name, account_id)
      )`,
      sql`CREATE TABLE ledger_holder (
        psu_id TEXT NOT NULL REFERENCES ledger_psu (id),
        account_id TEXT NOT NULL REFERENCES ledger_account (id),
        rank INTEGER NOT NULL,
        PRIMARY KEY (psu_id, account_id)
      )`,
      {
        sqlite: sql`CREATE TABLE ledger_journal (number INTEGER PRIMARY KEY AUTOINCREMENT, ${journalColumns()})`,
        postgresql: sql`CREATE TABLE ledger_journal (
          number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ${journalColumns()})`,
      },
      sql`CREATE TABLE ledger_entry (
        journal BIGINT NOT NULL REFERENCES ledger_journal (number),
        ordinal INTEGER NOT NULL,
        account_id TEXT NOT NULL REFERENCES ledger_account (id),
        collection_id TEXT NOT NULL,
        position BIGINT,
        transaction_id TEXT UNIQUE,
        currency TEXT NOT NULL,
        amount BIGINT NOT NULL,
        balance_after BIGINT,
        booking_date TEXT NOT NULL,
        value_date TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (journal, ordinal)
      )`,
      sql`CREATE UNIQUE INDEX ledger_entry_position ON ledger_entry (account_id, position)`,
      sql`CREATE INDEX ledger_entry_date ON ledger_entry (account_id, booking_date, position)`,
      sql`CREATE UNIQUE INDEX ledger_entry_collection_position ON ledger_entry (collection_id, position)
        WHERE collection_id <> account_id`,
      sql`CREATE INDEX ledger_entry_collection_date ON ledger_entry (collection_id, booking_date, position)
        WHERE collection_id <> account_id`,
      sql`CREATE TABLE ledger_hold (
        transaction_id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES ledger_account (id),
        collection_id TEXT NOT NULL,
        position BIGINT NOT NULL,
        ended BIGINT,
        currency TEXT NOT NULL,
        amount BIGINT NOT NULL,
        entry_date TEXT NOT NULL,
        value_date TEXT,
        body TEXT NOT NULL
      )`,
      sql`CREATE INDEX ledger_hold_account ON ledger_hold (account_id, ended, position)`,
      sql`CREATE INDEX ledger_hold_collection ON ledger_hold (collection_id, ended, position)`,
      sql`CREATE TABLE ledger_standing_order (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES ledger_account (id),
        ended BOOLEAN NOT NULL,
        body TEXT NOT NULL
      )`,
      sql`CREATE INDEX ledger_standing_order_account ON ledger_standing_order (account_id, id)`,
      sql`CREATE TABLE ledger_trusted_beneficiary (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES ledger_account (id),
        body TEXT NOT NULL
      )`,
      sql`CREATE INDEX ledger_trusted_beneficiary_account ON ledger_trusted_beneficiary (account_id, id)`,
      ...guards,
    ],
  },
];

function journalColumns(): Sql {
  return sql`key TEXT NOT NULL UNIQUE, booking_date TEXT NOT NULL, posted_at BIGINT NOT NULL, description TEXT NOT NULL`;
}

function guardSqlite(table: string, event: 'update' | 'delete'): MigrationStatement {
  const when = event === 'update' ? sql`BEFORE UPDATE ON` : sql`BEFORE DELETE ON`;
  return {
    sqlite: sql`CREATE TRIGGER ${sql.identifier(`${table}_${event}`)} ${when} ${sql.identifier(table)}
      BEGIN SELECT RAISE(ABORT, ${REASON}); END`,
  };
}
