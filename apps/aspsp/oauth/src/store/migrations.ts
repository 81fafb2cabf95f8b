import { type Database, type Migration, migrate, sql } from '@openxs2a/store';

/** Makes the tables of OAuth, or brings them up to date. */
export function migrateOAuth(database: Database): Promise<void> {
  return migrate(database, MIGRATIONS, 'oauth');
}

const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-27-oauth',
    statements: [
      // what a PSU has granted a client; codes and tokens live with it, and end with it
      sql`CREATE TABLE oauth_grant (
        grant_id TEXT PRIMARY KEY,
        client_id TEXT NOT NULL,
        scope TEXT NOT NULL,
        psu_id TEXT NOT NULL,
        granted_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL
      )`,
      sql`CREATE INDEX oauth_grant_of_scope ON oauth_grant (scope)`,
      sql`CREATE INDEX oauth_grant_expiry ON oauth_grant (expires_at)`,
      // codes, tokens, pushed requests and interactions; found by a digest of what opens them, the rest is sealed
      sql`CREATE TABLE oauth_entry (
        entry_digest TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        grant_id TEXT REFERENCES oauth_grant (grant_id) ON DELETE CASCADE,
        thumbprint TEXT,
        payload BYTEA NOT NULL,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        consumed_at BIGINT
      )`,
      sql`CREATE INDEX oauth_entry_of_grant ON oauth_entry (grant_id)`,
      sql`CREATE INDEX oauth_entry_expiry ON oauth_entry (expires_at)`,
      // resources whose reads need a token
      sql`CREATE TABLE oauth_resource (
        scope TEXT PRIMARY KEY,
        authorised_at BIGINT NOT NULL
      )`,
    ],
  },
];
