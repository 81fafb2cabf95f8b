import { type AuditPage, type AuditQuery, type AuditSource, readAudit } from './acts/audit.ts';
import { checkConsentTables } from './store/migrations.ts';

/** What was recorded about consents, for those who only look. */
export interface ConsentAudit {
  read(query: AuditQuery): Promise<AuditPage>;
}

/**
 * Writes nothing, makes no tables. Rejects with a `StoreError` where the tables are not those of this program: none or older
 * ones (`ERR_STORE_MIGRATION_DUE`), newer ones (`ERR_STORE_MIGRATION_UNKNOWN`).
 */
export async function openConsentAudit(source: AuditSource): Promise<ConsentAudit> {
  await checkConsentTables(source.database);
  return { read: (query) => readAudit(source, query) };
}
