import { type Migration, sql } from '@openxs2a/store';

/** The tables of the certificate authority, which nothing else writes. Lists and objects are JSON in TEXT. */
export const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-26-1-register',
    statements: [
      sql`CREATE TABLE nca (
        nca_id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        contact TEXT
      )`,
      sql`CREATE TABLE registration (
        organization_identifier TEXT NOT NULL PRIMARY KEY,
        authorization_number TEXT NOT NULL,
        legal_name TEXT NOT NULL,
        country TEXT NOT NULL,
        nca_id TEXT NOT NULL REFERENCES nca (nca_id),
        status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'withdrawn')),
        locality TEXT,
        registration_number TEXT,
        changed_at BIGINT NOT NULL
      )`,
      sql`CREATE INDEX registration_by_number ON registration (authorization_number)`,
      sql`CREATE INDEX registration_by_nca ON registration (nca_id)`,
      sql`CREATE TABLE registration_role (
        organization_identifier TEXT NOT NULL REFERENCES registration (organization_identifier),
        role TEXT NOT NULL,
        country TEXT NOT NULL,
        PRIMARY KEY (organization_identifier, role, country)
      )`,
    ],
  },
  {
    id: '2026-11-26-2-certificates',
    statements: [
      sql`CREATE TABLE enrolment (
        enrolment_id TEXT NOT NULL PRIMARY KEY,
        organization_identifier TEXT NOT NULL REFERENCES registration (organization_identifier),
        dns_names TEXT NOT NULL,
        secret_hash TEXT NOT NULL UNIQUE,
        status TEXT NOT NULL CHECK (status IN ('open', 'used', 'cancelled')),
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL
      )`,
      sql`CREATE TABLE issuance (
        issuance_id TEXT NOT NULL PRIMARY KEY,
        caller TEXT NOT NULL,
        request_id TEXT NOT NULL,
        body_hash TEXT NOT NULL,
        organization_identifier TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('received', 'issued')),
        received_at BIGINT NOT NULL,
        UNIQUE (caller, request_id)
      )`,
      sql`CREATE INDEX issuance_unfinished ON issuance (status) WHERE status = 'received'`,
      sql`CREATE TABLE certificate (
        serial_number TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('qwac', 'qsealc', 'credential', 'server', 'responder')),
        issuance_id TEXT REFERENCES issuance (issuance_id),
        ordinal BIGINT NOT NULL,
        organization_identifier TEXT,
        nca_id TEXT,
        party TEXT,
        countries TEXT NOT NULL,
        dns_names TEXT NOT NULL,
        vetted_dns_names TEXT NOT NULL,
        public_key BYTEA NOT NULL,
        key_hash TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        not_before BIGINT NOT NULL,
        not_after BIGINT NOT NULL,
        der BYTEA,
        fingerprint TEXT UNIQUE,
        revoked_at BIGINT,
        revocation_reason TEXT,
        revoked_by TEXT,
        invalidity_date BIGINT,
        UNIQUE (issuance_id, ordinal)
      )`,
      sql`CREATE INDEX certificate_by_organization ON certificate (organization_identifier)`,
      sql`CREATE INDEX certificate_by_nca ON certificate (nca_id)`,
      sql`CREATE INDEX certificate_by_key ON certificate (key_hash)`,
      sql`CREATE INDEX certificate_by_age ON certificate (created_at, serial_number)`,
      sql`CREATE INDEX certificate_revoked ON certificate (revoked_at) WHERE revoked_at IS NOT NULL`,
      sql`CREATE TABLE ca_certificate (
        name TEXT NOT NULL PRIMARY KEY CHECK (name IN ('root', 'issuing')),
        der BYTEA NOT NULL,
        created_at BIGINT NOT NULL
      )`,
      sql`CREATE TABLE crl (
        name TEXT NOT NULL,
        number BIGINT NOT NULL,
        der BYTEA,
        this_update BIGINT,
        next_update BIGINT,
        PRIMARY KEY (name, number)
      )`,
    ],
  },
  {
    id: '2026-11-26-3-misuse',
    statements: [
      sql`CREATE TABLE report (
        report_id TEXT NOT NULL PRIMARY KEY,
        reporter TEXT NOT NULL,
        request_id TEXT NOT NULL,
        body_hash TEXT NOT NULL,
        serial_number TEXT NOT NULL REFERENCES certificate (serial_number),
        organization_identifier TEXT NOT NULL,
        nca_id TEXT NOT NULL,
        category TEXT NOT NULL,
        description TEXT NOT NULL,
        evidence TEXT NOT NULL,
        received_at BIGINT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('received', 'upheld', 'dismissed')),
        decision TEXT,
        UNIQUE (reporter, request_id)
      )`,
      sql`CREATE INDEX report_by_nca ON report (nca_id, received_at)`,
    ],
  },
  {
    id: '2026-11-26-4-people',
    statements: [
      sql`CREATE TABLE person (
        name TEXT NOT NULL PRIMARY KEY,
        nca_id TEXT REFERENCES nca (nca_id),
        password_hash TEXT NOT NULL,
        created_at BIGINT NOT NULL
      )`,
      sql`CREATE TABLE ended_session (
        session_id TEXT NOT NULL PRIMARY KEY,
        expires_at BIGINT NOT NULL
      )`,
    ],
  },
];
