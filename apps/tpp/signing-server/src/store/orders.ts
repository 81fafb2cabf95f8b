import { type Queryable, type Sql, sql, type Transaction } from '@openxs2a/store';
import type { Order, OrderRefusal, OrderState } from '../domain/order.ts';

interface OrderRow {
  readonly id: string;
  readonly client: string;
  readonly wish: string;
  readonly state: OrderState;
  readonly key_name: string | null;
  readonly seal_request: string | null;
  readonly refusals: string;
  readonly created_at: number;
}

/** False where there is one with this id; it stays as it is. */
export async function insertOrder(trx: Transaction, order: Order): Promise<boolean> {
  const { id, client, wish, state, keyName = null, refusals, createdAt } = order;
  const changed = await trx.run(
    sql`INSERT INTO certificate_order (id, client, wish, state, key_name, refusals, created_at)
        VALUES (${id}, ${client}, ${sql.json(wish)}, ${state}, ${keyName}, ${sql.json(refusals)}, ${createdAt.getTime()})
        ON CONFLICT (id) DO NOTHING`,
  );
  return changed === 1;
}

/** Keeps the first one: the QTSP has perhaps seen it. */
export async function saveSealRequest(trx: Transaction, id: string, request: string): Promise<void> {
  await trx.run(sql`UPDATE certificate_order SET seal_request = ${request} WHERE id = ${id} AND seal_request IS NULL`);
}

/** Ends an order that is open; false where it was ended before. */
export async function saveEnd(
  trx: Transaction,
  id: string,
  state: Exclude<OrderState, 'open'>,
  refusals: readonly OrderRefusal[] = [],
): Promise<boolean> {
  const changed = await trx.run(
    sql`UPDATE certificate_order SET state = ${state}, refusals = ${sql.json(refusals)}
        WHERE id = ${id} AND state = 'open'`,
  );
  return changed === 1;
}

export async function findOrder(db: Queryable, id: string): Promise<Order | undefined> {
  return (await select(db, sql`WHERE id = ${id}`, 1))[0];
}

/** The newest first. */
export function listOrders(db: Queryable, limit: number): Promise<readonly Order[]> {
  return select(db, sql``, limit);
}

export function listOpenOrders(db: Queryable): Promise<readonly Order[]> {
  return select(db, sql`WHERE state = 'open'`, 1_000);
}

/** Those since a moment, with all that are open. */
export function listRecentOrders(db: Queryable, since: Date): Promise<readonly Order[]> {
  return select(db, sql`WHERE state = 'open' OR created_at >= ${since.getTime()}`, 1_000);
}

async function select(db: Queryable, where: Sql, limit: number): Promise<readonly Order[]> {
  const rows = await db.all<OrderRow>(
    sql`SELECT id, client, wish, state, key_name, seal_request, refusals, created_at
        FROM certificate_order ${where} ORDER BY created_at DESC, id LIMIT ${limit}`,
  );
  return rows.map(toOrder);
}

function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    client: row.client,
    wish: JSON.parse(row.wish),
    state: row.state,
    ...(row.key_name === null ? {} : { keyName: row.key_name }),
    ...(row.seal_request === null ? {} : { sealRequest: row.seal_request }),
    refusals: JSON.parse(row.refusals),
    createdAt: new Date(row.created_at),
  };
}
