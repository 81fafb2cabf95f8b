import type { OrderOutcome } from '../acts/place-order.ts';
import type { SigningServer } from '../acts/server.ts';
import type { Order } from '../domain/order.ts';
import { listOfOrder } from '../store/certificates.ts';
import { toProblem } from './problems.ts';
import { renderOrder } from './render.ts';

/** The order with what was issued, as it is shown. */
export async function showOrder({ database }: SigningServer, order: Order) {
  return renderOrder(order, await listOfOrder(database, order.id));
}

/** What a call that orders answers: the same for first certificates, renewals and rotations. */
export async function answerOrder(server: SigningServer, outcome: OrderOutcome) {
  if (outcome.kind === 'request-id-reused') return toProblem(409, 'request-id-reused');
  const { order } = outcome;
  if (order.state === 'refused' || order.state === 'cancelled') {
    const cancelled = [{ reason: 'cancelled', detail: 'The order was given up.' }];
    return toProblem(422, 'order-refused', { refusals: order.state === 'refused' ? [...order.refusals] : cancelled });
  }
  const answer = {
    type: 'application/json',
    headers: { Location: `/v1/orders/${order.id}` },
    body: await showOrder(server, order),
  } as const;
  return order.state === 'fulfilled' ? { status: 201 as const, ...answer } : { status: 202 as const, ...answer };
}
