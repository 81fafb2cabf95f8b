import type { MigrationStatement } from '../migration.ts';
import { type Sql, sql } from '../sql.ts';
import type { LogTables } from './tables.ts';

const REASON = sql`'what was logged is neither changed nor deleted'`;

/**
 * Makes the database itself refuse to change or delete what was logged; from the tail goes only what is sealed. This keeps
 * mistakes away. Whoever may alter tables can take it away: then the digests tell.
 */
export function createGuards(tables: LogTables): readonly MigrationStatement[] {
  return [
    ...guardSqlite(tables).map((sqlite) => ({ sqlite })),
    ...guardPostgresql(tables).map((postgresql) => ({ postgresql })),
  ];
}

function guardSqlite({ tail, entry, seal, name }: LogTables): readonly Sql[] {
  const guard = (suffix: string, event: Sql, table: Sql, condition = sql``) =>
    sql`CREATE TRIGGER ${name(suffix)} BEFORE ${event} ON ${table} ${condition} BEGIN SELECT RAISE(ABORT, ${REASON}); END`;
  const unsealed = sql`WHEN NOT EXISTS (SELECT 1 FROM ${entry} WHERE id = OLD.id)`;
  return [
    guard('tail_update', sql`UPDATE`, tail),
    guard('tail_delete', sql`DELETE`, tail, unsealed),
    guard('entry_update', sql`UPDATE`, entry),
    guard('entry_delete', sql`DELETE`, entry),
    guard('seal_update', sql`UPDATE`, seal),
    guard('seal_delete', sql`DELETE`, seal),
  ];
}

function guardPostgresql({ tail, entry, seal, name }: LogTables): readonly Sql[] {
  const [refuse, refuseUnsealed] = [name('refuse'), name('refuse_unsealed')];
  const guard = (events: Sql, table: Sql) =>
    sql`CREATE TRIGGER refuse_change BEFORE ${events} ON ${table} EXECUTE FUNCTION ${refuse}()`;
  return [
    sql`CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION ${REASON}; END $$`,
    sql`CREATE FUNCTION ${refuseUnsealed}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM ${entry} WHERE id = OLD.id) THEN RAISE EXCEPTION ${REASON}; END IF;
      RETURN OLD;
    END $$`,
    guard(sql`UPDATE OR TRUNCATE`, tail),
    guard(sql`UPDATE OR DELETE OR TRUNCATE`, entry),
    guard(sql`UPDATE OR DELETE OR TRUNCATE`, seal),
    sql`CREATE TRIGGER refuse_deletion BEFORE DELETE ON ${tail} FOR EACH ROW EXECUTE FUNCTION ${refuseUnsealed}()`,
  ];
}
