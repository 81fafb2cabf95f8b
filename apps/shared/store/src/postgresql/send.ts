import { setImmediate } from 'node:timers';
import type { PoolClient, QueryConfig, QueryResult } from 'pg';
import type { Row, Value } from '../database.ts';

/** Connections with something to send at the end of this turn of the event loop. */
const gathering = new WeakSet<PoolClient>();

/**
 * Sends a statement together with all others of this turn of the event loop: a call of the system for each would be most
 * of what they cost here. The driver takes as many as it is given, and gets the answers in the same order.
 */
export function send(client: PoolClient, query: string | QueryConfig<Value[]>): Promise<QueryResult<Row>> {
  if (!gathering.has(client)) {
    const { stream } = client.connection;
    gathering.add(client);
    stream.cork();
    setImmediate(() => {
      gathering.delete(client);
      stream.uncork();
    });
  }
  return client.query<Row, Value[]>(query);
}
