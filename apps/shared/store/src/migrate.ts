import type { Database, Queryable, Transaction } from './database.ts';
import { StoreError } from './error.ts';
import { checksumOf, type Migration, statementsFor } from './migration.ts';
import { sql } from './sql.ts';

interface Applied {
  readonly id: string;
  readonly checksum: string;
}

/**
 * Applies the migrations of a namespace that are not applied yet, in their order, all or none. Several packages share a
 * database, each with a namespace of its own. Nodes that start at once wait for each other, and the second finds nothing
 * to do. Refuses, with a code and the name of the migration, where the database was made by a newer program
 * (`ERR_STORE_MIGRATION_UNKNOWN`), where an applied migration was changed afterwards (`ERR_STORE_MIGRATION_CHANGED`) and
 * where a new one sorts before an applied one (`ERR_STORE_MIGRATION_ORDER`).
 */
export async function migrate(database: Database, migrations: readonly Migration[], namespace: string): Promise<void> {
  checkIds(migrations);
  if (!/^[a-z][a-z0-9_-]*$/.test(namespace)) throw new TypeError(`"${namespace}" is no namespace.`);
  const bringUpToDate = async (trx: Transaction) => {
    await lockMigrations(trx);
    const applied = await loadApplied(trx, namespace);
    checkApplied(migrations, applied, namespace, trx);
    for (const migration of migrations.slice(applied.length)) await apply(trx, migration, namespace);
  };
  // read committed, so that who waited for the lock sees what was done meanwhile
  await database.transaction(bringUpToDate, { isolation: 'read-committed', timeout: Number.POSITIVE_INFINITY });
}

/**
 * For those who only look: whether the tables of a namespace are exactly those that this program knows. Changes nothing.
 * Refuses as `migrate` does, and where something is still due (`ERR_STORE_MIGRATION_DUE`).
 */
export async function checkMigrated(
  database: Queryable,
  migrations: readonly Migration[],
  namespace: string,
): Promise<void> {
  const applied = (await hasMigrations(database)) ? await loadApplied(database, namespace) : [];
  checkApplied(migrations, applied, namespace, database);
  const due = migrations[applied.length];
  if (due !== undefined) refuse('DUE', due.id, namespace, 'was not applied here');
}

/** The namespaces that have tables here. */
export async function listNamespaces(database: Queryable): Promise<readonly string[]> {
  if (!(await hasMigrations(database))) return [];
  const rows = await database.all<{ namespace: string }>(
    sql`SELECT DISTINCT namespace FROM schema_migration ORDER BY namespace`,
  );
  return rows.map(({ namespace }) => namespace);
}

async function hasMigrations(database: Queryable): Promise<boolean> {
  const table =
    database.dialect === 'postgresql'
      ? sql`SELECT 1 AS found WHERE to_regclass('schema_migration') IS NOT NULL`
      : sql`SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'`;
  return (await database.first(table)) !== undefined;
}

function checkIds(migrations: readonly Migration[]): void {
  migrations.forEach(({ id }, index) => {
    if (!/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/.test(id)) throw new TypeError(`"${id}" does not begin with a day.`);
    const before = migrations[index - 1]?.id ?? '';
    if (before >= id) throw new TypeError(`The migration "${id}" does not come after "${before}".`);
  });
}

/** On SQLite the transaction is the lock. A migration, and waiting for one, may take longer than statements usually may. */
async function lockMigrations(trx: Transaction): Promise<void> {
  if (trx.dialect === 'postgresql') {
    await trx.run(sql`SET LOCAL statement_timeout = 0`);
    await trx.run(sql`SET LOCAL lock_timeout = 0`);
    await trx.all(sql`SELECT pg_advisory_xact_lock(hashtextextended('openxs2a migrations', 0))`);
  }
  await trx.run(sql`CREATE TABLE IF NOT EXISTS schema_migration (
    namespace TEXT NOT NULL,
    id TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (namespace, id)
  )`);
}

async function loadApplied(database: Queryable, namespace: string): Promise<readonly Applied[]> {
  const rows = await database.all<Applied>(
    sql`SELECT id, checksum FROM schema_migration WHERE namespace = ${namespace}`,
  );
  // by code units, as `checkIds` compares: the collation of a database may be another
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function checkApplied(
  migrations: readonly Migration[],
  applied: readonly Applied[],
  namespace: string,
  { dialect }: Queryable,
): void {
  applied.forEach(({ id, checksum }, index) => {
    const known = migrations.find((migration) => migration.id === id);
    if (known === undefined) refuse('UNKNOWN', id, namespace, 'was applied, and this program does not know it');
    if (checksumOf(known, dialect) !== checksum) refuse('CHANGED', id, namespace, 'was changed after it was applied');
    const due = migrations[index];
    if (due !== undefined && due !== known)
      refuse('ORDER', due.id, namespace, `sorts before "${id}", which was applied`);
  });
}

function refuse(reason: 'UNKNOWN' | 'CHANGED' | 'ORDER' | 'DUE', id: string, namespace: string, why: string): never {
  throw new StoreError(`ERR_STORE_MIGRATION_${reason}`, `The migration "${id}" of "${namespace}" ${why}.`);
}

async function apply(trx: Transaction, migration: Migration, namespace: string): Promise<void> {
  try {
    for (const statement of statementsFor(migration, trx.dialect)) await trx.run(statement);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new StoreError(error.code, `The migration "${migration.id}" of "${namespace}": ${error.message}`, error);
  }
  await trx.run(
    sql`INSERT INTO schema_migration (namespace, id, checksum)
        VALUES (${namespace}, ${migration.id}, ${checksumOf(migration, trx.dialect)})`,
  );
}
