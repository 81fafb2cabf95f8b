import type { Database } from '../database.ts';
import { StoreError } from '../error.ts';
import { createLifetime } from '../lifetime.ts';
import { createQueryable } from '../queryable.ts';
import { isReading } from '../reading.ts';
import { createScope } from '../scope.ts';
import { type Sql, sql } from '../sql.ts';
import { type ConnectionOptions, createConnections } from './connect.ts';
import { isRetryable, tell, toStoreError } from './errors.ts';
import { type SessionOptions, withSession } from './location.ts';
import { type RandomNumber, retry } from './retry.ts';
import { type Answer, type Statement, send } from './send.ts';
import { createStatements } from './statements.ts';
import { attemptTransaction } from './transaction.ts';
import { createWriter, runAlone } from './writer.ts';

export interface PostgresqlOptions extends SessionOptions, ConnectionOptions {
  readonly random: RandomNumber;
}

export async function openPostgresql(location: string, options: PostgresqlOptions): Promise<Database> {
  const connections = createConnections(withSession(location, options), options);
  const toStatement = createStatements();
  const scope = createScope();
  const lifetime = createLifetime();

  const again = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
    try {
      return await retry(attempt, isRetryable, options.random);
    } catch (error) {
      throw isRetryable(error) ? toStoreError(error, false) : error;
    }
  };
  const { connect, borrow, share } = connections;
  const read = (query: Statement): Promise<Answer> =>
    again(() => share((client) => send(client, query).catch(tell(false))));
  const writer = createWriter({
    borrow,
    alone: (changes) => again(() => borrow((client) => runAlone(client, changes))),
  });
  const execute = async (statement: Sql): Promise<Answer | undefined> => {
    scope.refuseInside();
    const query = toStatement(statement);
    return lifetime.during(async () => (isReading(statement) ? read(query) : (await writer.add([query]))[0]));
  };
  const database: Database = {
    kind: 'database',
    ...createQueryable('postgresql', {
      rows: async (statement) => (await execute(statement))?.rows ?? [],
      changes: async (statement) => (await execute(statement))?.rowCount ?? 0,
    }),
    async transaction(work, { isolation = 'serializable', timeout = options.transactionTimeout } = {}) {
      scope.refuseInside();
      const inside: typeof work = (trx) => scope.enter(() => work(trx));
      const session = { connect, toStatement, writer };
      return lifetime.during(() => again(() => attemptTransaction(session, inside, { isolation, timeout })));
    },
    close: () => lifetime.end(connections.close),
  };
  await checkEncoding(database).catch(async (error) => {
    await database.close();
    throw error;
  });
  return database;
}

/** Reaches the server once, so that a wrong URL is told at the start, and refuses one that could not hold every text. */
async function checkEncoding(database: Database): Promise<void> {
  const found = await database.first<{ encoding: string }>(sql`SELECT current_setting('server_encoding') AS encoding`);
  if (found?.encoding !== 'UTF8')
    throw new StoreError('ERR_STORE_VALUE', `The encoding of the database is ${found?.encoding}, and must be UTF8.`);
}
