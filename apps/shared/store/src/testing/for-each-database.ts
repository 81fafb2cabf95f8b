import { afterEach, describe } from 'vitest';
import type { Database, Dialect } from '../database.ts';
import { type DatabaseOptions, openDatabase } from '../open-database.ts';
import { findBinaries } from './binaries.ts';
import { createPostgresqlSource, createSqliteSource, type Source } from './sources.ts';

/** Opens a new, empty database; it is closed and removed when the test ends. */
export interface OpenDatabase {
  (options?: DatabaseOptions): Promise<Database>;
  /** Where a new, empty database is, for tests that open it more than once, or in another process. */
  locate(): Promise<string>;
  /** Opens what was located; it is closed when the test ends. */
  at(location: string, options?: DatabaseOptions): Promise<Database>;
}

/**
 * Declares the same tests over every store: SQLite in files, and a real PostgreSQL, that of `TEST_DATABASE_URL`, a database of
 * its own in the cluster of `TEST_CLUSTER_URL`, or else one that is brought up. Where none can be, its tests are skipped, and their names say why.
 */
export function forEachDatabase(declareTests: (name: Dialect, open: OpenDatabase) => void): void {
  describe('sqlite', () => declareTests('sqlite', createOpen(createSqliteSource())));
  const url = process.env['TEST_DATABASE_URL'];
  const found = url === undefined ? findBinaries() : undefined;
  const missing = found?.available === false ? found.reason : undefined;
  const name = missing === undefined ? 'postgresql' : `postgresql (${missing})`;
  describe.skipIf(missing !== undefined)(name, () =>
    declareTests('postgresql', createOpen(createPostgresqlSource(url))),
  );
}

function createOpen(source: Source): OpenDatabase {
  const opened: Database[] = [];
  const at = async (location: string, options?: DatabaseOptions): Promise<Database> => {
    const database = await openDatabase(location, options);
    opened.push(database);
    return database;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await source.remove();
  });
  return Object.assign(async (options?: DatabaseOptions) => at(await source.create(), options), {
    locate: () => source.create(),
    at,
  });
}
