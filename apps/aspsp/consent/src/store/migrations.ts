import { checkMigrated, type Database, type Migration, migrate, sql } from '@openxs2a/store';

/** Makes the tables of consents, or brings them up to date. */
export function migrateConsents(database: Database): Promise<void> {
  return migrate(database, MIGRATIONS, NAMESPACE);
}

/** Whether they are as this program makes them; for those who only look. */
export function checkConsentTables(database: Database): Promise<void> {
  return checkMigrated(database, MIGRATIONS, NAMESPACE);
}

const NAMESPACE = 'consent';

const MIGRATIONS: readonly Migration[] = [
  {
    id: '2026-11-27-consents',
    statements: [
      // `asked` and `granted` are JSON; `corporate_id` is '' for none, so that it compares
      sql`CREATE TABLE consent (
        consent_id TEXT PRIMARY KEY,
        tpp_id TEXT NOT NULL,
        tpp_name TEXT NOT NULL,
        psu_id TEXT,
        corporate_id TEXT NOT NULL,
        model TEXT NOT NULL,
        asked TEXT NOT NULL,
        granted TEXT,
        recurring BOOLEAN NOT NULL,
        valid_until TEXT NOT NULL,
        frequency_per_day BIGINT NOT NULL,
        combined_service BOOLEAN NOT NULL,
        authorisation_confirmation BOOLEAN NOT NULL,
        consent_status TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        last_action_at BIGINT NOT NULL,
        authorised_at BIGINT,
        due_at BIGINT,
        follow_ups_until BIGINT NOT NULL
      )`,
      sql`CREATE INDEX consent_of_psu ON consent (psu_id, tpp_id)`,
      sql`CREATE INDEX consent_of_tpp ON consent (tpp_id, created_at, consent_id)`,
      sql`CREATE INDEX consent_due ON consent (due_at) WHERE due_at IS NOT NULL`,
      sql`CREATE TABLE consent_account (
        consent_id TEXT NOT NULL REFERENCES consent (consent_id),
        resource_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        details BOOLEAN NOT NULL,
        balances BOOLEAN NOT NULL,
        transactions BOOLEAN NOT NULL,
        PRIMARY KEY (consent_id, resource_id)
      )`,
      // one row a counter: `uses` are its last uses, `frequency` of them at most, of which those before `free_before` no
      // longer count. No reference to the consent: checking it would be a part of the hot path.
      sql`CREATE TABLE consent_use (
        consent_id TEXT NOT NULL,
        operation TEXT NOT NULL,
        resource_id TEXT NOT NULL,
        part TEXT NOT NULL,
        uses TEXT NOT NULL,
        frequency BIGINT NOT NULL,
        free_before BIGINT NOT NULL,
        PRIMARY KEY (consent_id, operation, resource_id, part)
      )`,
      sql`CREATE TABLE consent_authorisation (
        authorisation_id TEXT PRIMARY KEY,
        consent_id TEXT NOT NULL REFERENCES consent (consent_id),
        psu_id TEXT,
        corporate_id TEXT NOT NULL,
        sca_status TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        changed_at BIGINT NOT NULL,
        due_at BIGINT
      )`,
      sql`CREATE INDEX consent_authorisation_of_consent ON consent_authorisation (consent_id)`,
    ],
  },
  {
    id: '2026-11-28-authorisations-of-psu',
    statements: [sql`CREATE INDEX consent_authorisation_of_psu ON consent_authorisation (psu_id)`],
  },
];
