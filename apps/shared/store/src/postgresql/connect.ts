import { Pool, type PoolClient } from 'pg';
import { StoreError } from '../error.ts';
import { toStoreError } from './errors.ts';
import { createLines } from './lines.ts';
import { COLUMN_TYPES } from './types.ts';

export interface Connections {
  /** A connection for the caller alone, who releases it. */
  connect(): Promise<PoolClient>;
  /** A connection for `work` alone; returned when it settles, thrown away where it broke. */
  borrow<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result>;
  /** The same for a read, together with others where that can be: half the CPU, and a long one holds up those behind it. */
  share<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** What pg-pool says when all connections are in use for too long; it has no code. */
const EXHAUSTED = 'timeout exceeded when trying to connect';

/** One connection of so many is for reads. */
const READING = 4;

export interface ConnectionOptions {
  readonly connections: number;
  readonly connectTimeout: number;
}

export function createConnections(
  connectionString: string,
  { connections: max, connectTimeout }: ConnectionOptions,
): Connections {
  const pool = new Pool({
    connectionString,
    max,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    pipeline: true,
    types: COLUMN_TYPES,
    fallback_application_name: 'openxs2a',
  });
  // A connection that breaks says so to whoever waits for its answer, and is not used again. Without a listener, the same
  // event would end the whole program.
  const ignore = (): void => {};
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  const connect = () => pool.connect().catch(refuseConnection);
  const lines = createLines(connect, Math.floor(max / READING));
  const borrow: Connections['borrow'] = async (work) => {
    const client = await connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  };
  return {
    connect,
    borrow,
    share: (work) => (lines.hasRoom() ? lines.run(work) : borrow(work)),
    async close() {
      await lines.close();
      await pool.end();
    },
  };
}

function refuseConnection(error: unknown): never {
  if (error instanceof Error && error.message === EXHAUSTED)
    throw new StoreError('ERR_STORE_BUSY', 'PostgreSQL: all connections were in use for too long.');
  throw toStoreError(error, false);
}
