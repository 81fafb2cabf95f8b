import { newKeyKindOf, type Order } from '../domain/order.ts';
import { findOrder, saveEnd } from '../store/orders.ts';
import { destroyKey } from './destroy-key.ts';
import type { SigningServer } from './server.ts';

/** Gives an open order up and destroys the key that was made for it; one that has ended stays as it is. */
export function cancelOrder(server: SigningServer, id: string, client: string): Promise<Order | undefined> {
  return server.inTurn(async () => {
    const order = await findOrder(server.database, id);
    if (order?.state !== 'open') return order;
    await server.database.transaction(async (trx) => {
      await saveEnd(trx, id, 'cancelled');
      await server.uses.record(trx, client, { kind: 'order-cancelled', body: { orderId: id } });
    });
    if (order.keyName !== undefined && newKeyKindOf(order.wish) !== undefined) {
      await destroyKey(server, order.keyName, client);
    }
    return findOrder(server.database, id);
  });
}
