import { type Database, type Migration, migrate, sql } from '@openxs2a/store';

/** Makes the tables of authentication, or brings them up to date. */
export function migrateSca(database: Database): Promise<void> {
  return migrate(database, MIGRATIONS, 'sca');
}

const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-26-sca',
    statements: [
      sql`CREATE TABLE sca_password (
        psu_id TEXT PRIMARY KEY,
        hash TEXT NOT NULL,
        changed_at BIGINT NOT NULL
      )`,
      // one row a counter, of a PSU or of a name that nobody has; whatever is before forgotten_at counts
      sql`CREATE TABLE sca_attempt (
        counter TEXT PRIMARY KEY,
        knowledge BIGINT NOT NULL,
        possession BIGINT NOT NULL,
        blocks BIGINT NOT NULL,
        blocked_until BIGINT NOT NULL,
        forgotten_at BIGINT NOT NULL
      )`,
      sql`CREATE INDEX sca_attempt_forgotten ON sca_attempt (forgotten_at)`,
      // one of address, device_key (SPKI, base64) and secret (sealed)
      sql`CREATE TABLE sca_method (
        authentication_method_id TEXT PRIMARY KEY,
        psu_id TEXT NOT NULL,
        authentication_type TEXT NOT NULL,
        authentication_version TEXT,
        name TEXT NOT NULL,
        address TEXT,
        device_key TEXT,
        secret BYTEA,
        enrolled_at BIGINT NOT NULL
      )`,
      sql`CREATE INDEX sca_method_of_psu ON sca_method (psu_id, enrolled_at)`,
      // a new challenge takes the place of the earlier one
      sql`CREATE TABLE sca_challenge (
        authorisation_id TEXT PRIMARY KEY,
        challenge_id TEXT NOT NULL,
        psu_id TEXT NOT NULL,
        authentication_method_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        tries_left BIGINT NOT NULL,
        subject_digest TEXT NOT NULL,
        shown TEXT NOT NULL,
        challenge_data TEXT,
        code_mac TEXT,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL
      )`,
      sql`CREATE UNIQUE INDEX sca_challenge_by_id ON sca_challenge (challenge_id)`,
      sql`CREATE INDEX sca_challenge_of_psu ON sca_challenge (psu_id, created_at)`,
      sql`CREATE INDEX sca_challenge_expiry ON sca_challenge (expires_at)`,
      sql`CREATE TABLE sca_sending (
        psu_id TEXT PRIMARY KEY,
        free_at BIGINT NOT NULL
      )`,
      sql`CREATE TABLE sca_passkey (
        passkey_id TEXT PRIMARY KEY,
        psu_id TEXT NOT NULL,
        name TEXT NOT NULL,
        public_key BYTEA NOT NULL,
        sign_count BIGINT NOT NULL,
        created_at BIGINT NOT NULL,
        last_used_at BIGINT
      )`,
      sql`CREATE INDEX sca_passkey_of_psu ON sca_passkey (psu_id, created_at)`,
      sql`CREATE TABLE sca_ceremony (
        ceremony_id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        psu_id TEXT,
        challenge TEXT NOT NULL,
        subject_digest TEXT,
        expires_at BIGINT NOT NULL
      )`,
      sql`CREATE INDEX sca_ceremony_expiry ON sca_ceremony (expires_at)`,
    ],
  },
];
