export type { Database, Dialect, Queryable, Row, Transaction, TransactionOptions, Value } from './database.ts';
export { StoreError, type StoreErrorCode } from './error.ts';
export { checkMigrated, migrate } from './migrate.ts';
export type { Migration, MigrationStatement } from './migration.ts';
export { type DatabaseOptions, openDatabase } from './open-database.ts';
export { type Sql, type SqlInput, sql } from './sql.ts';
