import { type Database, type Migration, migrate, sql } from '@openxs2a/store';

/** Makes the tables of reports of transactions, or brings them up to date. */
export function prepareTransactions(database: Database): Promise<void> {
  return migrate(database, MIGRATIONS, 'transactions');
}

const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-26-delta-marks',
    statements: [
      // `mark` is core banking's, `begun_at` the moment of the report that gave it
      sql`CREATE TABLE transaction_delta_mark (
        tpp_id TEXT NOT NULL,
        psu_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        booking_status TEXT NOT NULL,
        mark TEXT NOT NULL,
        begun_at BIGINT NOT NULL,
        PRIMARY KEY (tpp_id, psu_id, account_id, booking_status)
      )`,
    ],
  },
];
