import { isSameWish, keyNameOf, type Order, type Wish } from '../domain/order.ts';
import { findOrder, insertOrder } from '../store/orders.ts';
import { carryOutOrder } from './carry-out-order.ts';
import type { SigningServer } from './server.ts';

export interface OrderCall {
  /** The X-Request-ID. */
  readonly id: string;
  readonly client: string;
  readonly wish: Wish;
  /** Passed on to the QTSP, and kept nowhere. */
  readonly enrolmentSecret?: string | undefined;
}

export type OrderOutcome = { readonly kind: 'order'; readonly order: Order } | { readonly kind: 'request-id-reused' };

/** Puts an order on record and goes as far with it as it can now. Placed again, it goes on with the one that there is. */
export function placeOrder(server: SigningServer, call: OrderCall): Promise<OrderOutcome> {
  return server.inTurn(async () => {
    const order = await recordOrder(server, call);
    if (!isSameWish(order.wish, call.wish)) return { kind: 'request-id-reused' };
    return { kind: 'order', order: await carryOutOrder(server, order, call.enrolmentSecret) };
  });
}

async function recordOrder(server: SigningServer, { id, client, wish }: OrderCall): Promise<Order> {
  const keyName = keyNameOf(id, wish);
  const order: Order = {
    id,
    client,
    wish,
    state: 'open',
    ...(keyName === undefined ? {} : { keyName }),
    refusals: [],
    createdAt: server.clock(),
  };
  return server.database.transaction(async (trx) => {
    if (!(await insertOrder(trx, order))) return (await findOrder(trx, id)) ?? order;
    await server.uses.record(trx, client, { kind: 'certificates-ordered', body: { orderId: id } });
    return order;
  });
}
