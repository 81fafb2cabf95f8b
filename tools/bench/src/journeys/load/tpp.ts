import { type Connection, openConnection, type Response, type Target } from '../../bank/load/connection.ts';

/** Calls the bank over a connection that it keeps, as TPPs do. */
export interface Tpp {
  send(request: Buffer): Promise<Response>;
}

/** Sooner than servers end what nobody uses: a request must not meet the end of its connection. */
const IDLE_MILLISECONDS = 3000;

export function createTpp(target: Target): Tpp {
  let connection: Connection | undefined;
  let usedAt = 0;
  return {
    async send(request) {
      if (connection?.isOpen() !== true || performance.now() - usedAt > IDLE_MILLISECONDS) {
        connection?.close();
        connection = await openConnection(target);
      }
      const response = await connection.send(request);
      usedAt = performance.now();
      return response;
    },
  };
}
