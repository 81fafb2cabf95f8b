import { type Database, type Migration, migrate, sql } from '@openxs2a/store';
import { KPI_MIGRATION } from '../kpi/migrations.ts';

/** Makes the tables of the gateway, or brings them up to date. */
export function migrateGateway(database: Database): Promise<void> {
  return migrate(database, MIGRATIONS, 'gateway');
}

const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-26-tpp-directory',
    statements: [
      // JSON: `roles`, `decision`, `register_check`, `attestation`, `review`, `revoked`; `next_review` is an ISO date
      sql`CREATE TABLE tpp (
        tpp_id TEXT PRIMARY KEY,
        status TEXT NOT NULL,
        legal_name TEXT,
        roles TEXT NOT NULL,
        nca_id TEXT,
        nca_name TEXT,
        first_seen_at BIGINT,
        last_seen_at BIGINT,
        decision TEXT,
        register_check TEXT,
        register_checked_at BIGINT,
        attestation TEXT,
        review TEXT,
        next_review TEXT
      )`,
      sql`CREATE TABLE tpp_certificate (
        fingerprint TEXT NOT NULL,
        use TEXT NOT NULL,
        tpp_id TEXT NOT NULL REFERENCES tpp (tpp_id),
        serial_number TEXT NOT NULL,
        issuer TEXT NOT NULL,
        not_after BIGINT NOT NULL,
        roles TEXT NOT NULL,
        first_seen_at BIGINT NOT NULL,
        last_seen_at BIGINT NOT NULL,
        revocation_by TEXT NOT NULL,
        revocation_produced_at BIGINT,
        revoked TEXT,
        PRIMARY KEY (fingerprint, use)
      )`,
      sql`CREATE INDEX tpp_certificate_of_tpp ON tpp_certificate (tpp_id)`,
      // counters that many nodes share; what a crash loses of them is a burst
      {
        postgresql: sql`CREATE UNLOGGED TABLE tpp_bucket (
          tpp_id TEXT PRIMARY KEY,
          tokens DOUBLE PRECISION NOT NULL,
          granted DOUBLE PRECISION NOT NULL,
          filled_at BIGINT NOT NULL
        )`,
      },
    ],
  },
  KPI_MIGRATION,
  {
    id: '2026-11-28-tpp-incident',
    statements: [
      // `report` is JSON, as it goes to the authority
      sql`CREATE TABLE tpp_incident (
        incident_id TEXT PRIMARY KEY,
        tpp_id TEXT NOT NULL REFERENCES tpp (tpp_id),
        nca_id TEXT NOT NULL,
        category TEXT NOT NULL,
        description TEXT NOT NULL,
        reported_by TEXT NOT NULL,
        reported_at BIGINT NOT NULL,
        report TEXT NOT NULL
      )`,
      sql`CREATE INDEX tpp_incident_by_time ON tpp_incident (reported_at)`,
    ],
  },
  {
    id: '2026-11-29-tpp-incident-delivery',
    statements: [
      // what goes out by itself, or went; `state` is waiting, sent or failed. Who has the claim sends it
      sql`CREATE TABLE tpp_incident_delivery (
        incident_id TEXT PRIMARY KEY REFERENCES tpp_incident (incident_id),
        state TEXT NOT NULL,
        attempts BIGINT NOT NULL,
        due_at BIGINT NOT NULL,
        changed_at BIGINT NOT NULL,
        last_error TEXT,
        claim TEXT,
        claimed_until BIGINT NOT NULL
      )`,
      sql`CREATE INDEX tpp_incident_delivery_due ON tpp_incident_delivery (state, due_at)`,
    ],
  },
];
