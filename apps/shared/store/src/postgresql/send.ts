import { setImmediate } from 'node:timers';
import { type PoolClient, Query, type QueryResult } from 'pg';
import type { Row, Value } from '../database.ts';

/** A statement with its values. Under its name, where it has one, a connection prepares it once. */
export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
  readonly name: string | undefined;
}

export type Answer = QueryResult<Row>;

/** Connections with something to send at the end of this turn of the event loop. */
const gathering = new WeakSet<PoolClient>();

/**
 * Sends a statement, or a text without values, together with all others of this turn of the event loop: a call of the system for
 * each would be most of what they cost here. The driver takes as many as it is given, and gets the answers in their order.
 */
export function send(client: PoolClient, statement: Statement | string): Promise<Answer> {
  if (!gathering.has(client)) {
    const { stream } = client.connection;
    gathering.add(client);
    stream.cork();
    setImmediate(() => {
      gathering.delete(client);
      stream.uncork();
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  client.query(toQuery(statement, (error, answer) => (error ? reject(error) : resolve(answer))));
  return promise;
}

/** What the driver makes of an object with a statement costs it as much as sending one. */
function toQuery(
  statement: Statement | string,
  callback: (error: Error | undefined, answer: Answer) => void,
): Query<Row> {
  if (typeof statement === 'string') return new Query<Row>(statement, callback);
  const { text, values, name } = statement;
  return Object.assign(new Query<Row, Value[]>(text, [...values], callback), { name });
}
