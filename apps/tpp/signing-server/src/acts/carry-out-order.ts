import { OIDS, toPem } from '@openxs2a/certificates';
import { createCertificateRequest, toName } from '@openxs2a/certificates/issue';
import { KeyStoreError } from '@openxs2a/service/keys';
import { KEY_DESTROYED, newKeyKindOf, nextStep, type Order } from '../domain/order.ts';
import { findKey, insertKey } from '../store/keys.ts';
import { findOrder, saveEnd, saveSealRequest } from '../store/orders.ts';
import { askSource } from './ask-source.ts';
import { destroyKey } from './destroy-key.ts';
import { fulfilOrder } from './fulfil-order.ts';
import type { SigningServer } from './server.ts';

/**
 * Goes as far with an order as it can now, one step on record after the other, so that it goes on where it stopped,
 * whenever that was. Returns it as it stands then.
 */
export async function carryOutOrder(server: SigningServer, order: Order, enrolmentSecret?: string): Promise<Order> {
  const key = order.keyName === undefined ? undefined : await findKey(server.database, order.keyName);
  const there = {
    key: key === undefined ? 'missing' : key.destroyedAt === undefined ? 'there' : 'destroyed',
    canAsk: server.source !== undefined,
    hasSecret: enrolmentSecret !== undefined,
  } as const;
  switch (nextStep(order, there)) {
    case 'give-up':
      await refuseOrder(server, order, [KEY_DESTROYED]);
      break;
    case 'make-key':
      await makeKey(server, order);
      break;
    case 'write-request':
      await writeSealRequest(server, order);
      break;
    case 'ask':
      if (!(await ask(server, order, enrolmentSecret))) return order;
      break;
    case 'wait':
    case 'none':
      return order;
  }
  return carryOutOrder(server, await getOrder(server, order.id), enrolmentSecret);
}

async function getOrder({ database }: SigningServer, id: string): Promise<Order> {
  const order = await findOrder(database, id);
  if (order === undefined) throw new TypeError(`the order ${id} is not on record`);
  return order;
}

/** The key may be there from an attempt that ended before it was on record. */
async function makeKey(server: SigningServer, { client, wish, keyName }: Order): Promise<void> {
  const kind = newKeyKindOf(wish);
  if (keyName === undefined || kind === undefined) throw new TypeError('the order is for no new key');
  const key = await server.keys.create(kind, keyName).catch((error) => {
    if (error instanceof KeyStoreError && error.code === 'ERR_KEY_EXISTS') return server.keys.signingKey(keyName);
    throw error;
  });
  const publicKey = key.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const record = { name: keyName, kind, publicKey, createdAt: server.clock() };
  await server.database.transaction(async (trx) => {
    if (await insertKey(trx, record)) await server.uses.record(trx, client, { kind: 'key-created', body: { keyName } });
  });
}

async function writeSealRequest(
  { database, keys, organisation }: SigningServer,
  { id, keyName }: Order,
): Promise<void> {
  if (keyName === undefined) throw new TypeError('the order is for no seal certificate');
  const subject = toName([
    [OIDS.countryName, organisation.country],
    [OIDS.organizationName, organisation.legalName],
    [OIDS.organizationIdentifier, organisation.organizationIdentifier],
    [OIDS.commonName, organisation.commonName],
  ]);
  const der = await createCertificateRequest({ subject, key: await keys.signingKey(keyName) });
  await database.transaction((trx) => saveSealRequest(trx, id, toPem(der, 'CERTIFICATE REQUEST')));
}

/** False where the QTSP has nothing to say yet. */
async function ask(server: SigningServer, order: Order, enrolmentSecret: string | undefined): Promise<boolean> {
  const answer = await askSource(server, order, enrolmentSecret);
  switch (answer.kind) {
    case 'received':
      return false;
    case 'unavailable':
      server.log.warn('the QTSP gives no answer', { orderId: order.id, detail: answer.detail });
      return false;
    case 'refused':
      await refuseOrder(server, order, answer.refusals);
      return true;
    case 'issued': {
      const refusals = await fulfilOrder(server, order, answer);
      if (refusals.length > 0) await refuseOrder(server, order, refusals);
      return true;
    }
  }
}

async function refuseOrder(server: SigningServer, order: Order, refusals: Order['refusals']): Promise<void> {
  server.log.warn('an order is refused', { orderId: order.id, client: order.client, refusals });
  await server.database.transaction(async (trx) => {
    if (!(await saveEnd(trx, order.id, 'refused', refusals))) return;
    const body = { orderId: order.id, reasons: refusals.map(({ reason }) => reason) };
    await server.uses.record(trx, order.client, { kind: 'order-refused', body });
  });
  if (order.keyName !== undefined && newKeyKindOf(order.wish) !== undefined) {
    await destroyKey(server, order.keyName, order.client);
  }
}
