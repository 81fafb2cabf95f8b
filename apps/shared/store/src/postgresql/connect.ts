import { Pool, type PoolClient } from 'pg';
import { StoreError } from '../error.ts';
import { toStoreError } from './errors.ts';

export interface Connections {
  /** A connection for `work` alone; returned when it settles, thrown away where it broke. */
  borrow<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** What pg-pool says when all connections are in use for too long; it has no code. */
const EXHAUSTED = 'timeout exceeded when trying to connect';

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
    fallback_application_name: 'openxs2a',
  });
  // A connection that breaks says so to whoever waits for its answer, and is not used again. Without a listener, the same
  // event would end the whole program.
  const ignore = (): void => {};
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return {
    async borrow(work) {
      const client = await pool.connect().catch(refuseConnection);
      try {
        return await work(client);
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

function refuseConnection(error: unknown): never {
  if (error instanceof Error && error.message === EXHAUSTED)
    throw new StoreError('ERR_STORE_BUSY', 'PostgreSQL: all connections were in use for too long.');
  throw toStoreError(error, false);
}
