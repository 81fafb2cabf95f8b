import { type Migration, sql } from '@openxs2a/store';

export const NAMESPACE = 'signing';

export const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-26-keys-certificates-orders',
    statements: [
      sql`CREATE TABLE seal_key (
            name TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            public_key TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            destroyed_at BIGINT
          )`,
      sql`CREATE TABLE certificate (
            fingerprint TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            pem TEXT NOT NULL,
            chain TEXT NOT NULL,
            key_name TEXT REFERENCES seal_key (name),
            order_id TEXT,
            installed_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
          )`,
      // Whatever goes wrong: two certificates never sign at once.
      sql`CREATE UNIQUE INDEX certificate_active ON certificate (state) WHERE state = 'active'`,
      sql`CREATE TABLE certificate_order (
            id TEXT PRIMARY KEY,
            client TEXT NOT NULL,
            wish TEXT NOT NULL,
            state TEXT NOT NULL,
            key_name TEXT,
            seal_request TEXT,
            refusals TEXT NOT NULL,
            created_at BIGINT NOT NULL
          )`,
      sql`CREATE INDEX certificate_order_created ON certificate_order (created_at)`,
    ],
  },
];
