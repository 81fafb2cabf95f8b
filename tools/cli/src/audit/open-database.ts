import { type Call, InputError, UsageError } from '@openxs2a/generate';
import { type Database, openDatabase, StoreError } from '@openxs2a/store';
import { listLogs } from '@openxs2a/store/log';

/** A look at a large log is one long read. */
const PATIENCE = 60 * 60 * 1000;

/**
 * Has `work` read the database that the call names, which is not written to, and closes it. What the store has against it is
 * told as unusable input.
 */
export async function withDatabase<Result>(call: Call, work: (database: Database) => Promise<Result>): Promise<Result> {
  const location = call.text('database');
  if (location === undefined) throw new UsageError('"--database" is missing: a file, or a postgresql:// URL.');
  const name = nameLocation(location);
  const database = await open(location, name);
  try {
    return await work(database);
  } catch (error) {
    throw error instanceof StoreError ? await refuse(error, name, database) : error;
  } finally {
    await database.close();
  }
}

async function open(location: string, name: string): Promise<Database> {
  try {
    return await openDatabase(location, { readOnly: true, connections: 2, statementTimeout: PATIENCE });
  } catch (error) {
    if (error instanceof StoreError) throw new InputError(`${name}: ${error.code}: ${error.message}`);
    // the location is neither a file nor such a URL
    throw error instanceof TypeError ? new UsageError(`"--database": ${error.message}`) : error;
  }
}

/** As it was given, without the password. */
function nameLocation(location: string): string {
  const url = /^[a-z]+:\/\//i.test(location) ? URL.parse(location) : null;
  if (url === null) return location.includes('://') ? 'the database' : location;
  return `${url.protocol}//${url.host}${url.pathname}`;
}

async function refuse(error: StoreError, name: string, database: Database): Promise<InputError> {
  return new InputError(`${name}: ${error.code}: ${error.message}${await adviceFor(error, database)}`);
}

async function adviceFor({ code }: StoreError, database: Database): Promise<string> {
  if (code === 'ERR_STORE_MIGRATION_UNKNOWN') return ' A newer program made it: use the openxs2a that came with that.';
  if (code === 'ERR_STORE_MIGRATION_CHANGED') return ' Another program made it.';
  if (code === 'ERR_STORE_LOG_BROKEN') return ' "openxs2a audit verify" says where the log is broken.';
  if (code !== 'ERR_STORE_MIGRATION_DUE') return '';
  const logs = await listLogs(database);
  const there = logs.length === 0 ? 'none' : logs.map((log) => `"${log}"`).join(', ');
  return `\nLogs in this database: ${there}. What an older program made, a newer one brings up to date when it starts.`;
}
