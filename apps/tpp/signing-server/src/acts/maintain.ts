import { type MaintenanceTask, planMaintenance } from '../domain/maintenance.ts';
import { findActive, findCertificate, listCertificates } from '../store/certificates.ts';
import { listKeys } from '../store/keys.ts';
import { findOrder, listRecentOrders } from '../store/orders.ts';
import { activate } from './activate.ts';
import { carryOutOrder } from './carry-out-order.ts';
import { destroyKey } from './destroy-key.ts';
import { placeOrder } from './place-order.ts';
import type { SigningServer } from './server.ts';
import { MAINTENANCE } from './uses.ts';

const ORDERS_SINCE = 7 * 24 * 3_600_000;

/**
 * Does what is due: goes on with orders, changes over to certificates whose first day has come, destroys keys that are
 * of no use any more, and takes a new key before the certificate runs out. A task that fails is logged, and does not keep
 * the others from being done; the next time it is tried again.
 */
export async function maintain(server: SigningServer): Promise<void> {
  for (const task of await plan(server)) {
    try {
      await perform(server, task);
    } catch (error) {
      server.log.error('maintenance failed', error, { ...task });
    }
  }
}

async function plan({ database, clock, source, renewBefore, keepRetired }: SigningServer) {
  const now = clock();
  const holdings = {
    orders: await listRecentOrders(database, new Date(now.getTime() - ORDERS_SINCE)),
    keys: await listKeys(database),
    certificates: await listCertificates(database),
  };
  return planMaintenance(holdings, { renewBefore, keepRetired, canAsk: source !== undefined }, now);
}

function perform(server: SigningServer, task: MaintenanceTask): Promise<unknown> {
  switch (task.task) {
    case 'carry-out':
      return server.inTurn(() => goOn(server, task.orderId));
    case 'activate':
      return server.inTurn(() => changeOver(server, task.fingerprint));
    case 'destroy':
      return server.inTurn(() => destroyKey(server, task.keyName, MAINTENANCE));
    case 'rotate':
      return rotate(server);
  }
}

async function goOn(server: SigningServer, orderId: string): Promise<void> {
  const order = await findOrder(server.database, orderId);
  if (order !== undefined) await carryOutOrder(server, order);
}

async function changeOver(server: SigningServer, fingerprint: string): Promise<void> {
  await server.database.transaction(async (trx) => {
    const record = await findCertificate(trx, fingerprint);
    if (record?.state === 'ready') await activate(server, trx, record, MAINTENANCE);
  });
  await server.seal.reload();
}

async function rotate(server: SigningServer): Promise<void> {
  const active = await findActive(server.database);
  if (active === undefined) return;
  const { serialNumber } = active.certificate;
  const wish = { action: 'renew', serialNumber, sealKey: server.keyKind } as const;
  await placeOrder(server, { id: server.random.uuid(), client: MAINTENANCE, wish });
}
