import type { CertificatesHandlers } from '@openxs2a/signing-api/server';
import { cancelOrder } from '../acts/cancel-order.ts';
import { installCertificate } from '../acts/install-certificate.ts';
import { placeOrder } from '../acts/place-order.ts';
import { revokeCertificate } from '../acts/revoke-certificate.ts';
import type { SigningServer } from '../acts/server.ts';
import { type CertificateRecord, keyStateOf } from '../domain/certificate.ts';
import { KEY_DESTROYED, type OrderRefusal, type Wish } from '../domain/order.ts';
import { findActive, findCertificate, listCertificates } from '../store/certificates.ts';
import { findKey, listKeys } from '../store/keys.ts';
import { findOrder, listOrders } from '../store/orders.ts';
import { type CallContext, clientOf } from './guards.ts';
import { answerOrder, showOrder } from './order-answer.ts';
import { toProblem } from './problems.ts';
import { renderCertificate, renderKey } from './render.ts';

const SHOWN_ORDERS = 100;

export function createCertificateHandlers(server: SigningServer): CertificatesHandlers<CallContext> {
  const { database, keyKind } = server;
  return {
    async getKeys() {
      const certificates = await listCertificates(database);
      const items = (await listKeys(database)).map((key) => renderKey(key, certificates));
      return { status: 200, type: 'application/json', body: { items } };
    },
    async getCertificates() {
      const items = (await listCertificates(database)).map(renderCertificate);
      return { status: 200, type: 'application/json', body: { items } };
    },
    async getOrders() {
      const orders = await listOrders(database, SHOWN_ORDERS);
      const items = await Promise.all(orders.map((order) => showOrder(server, order)));
      return { status: 200, type: 'application/json', body: { items } };
    },
    async getOrder({ path }) {
      const order = await findOrder(database, path.orderId);
      if (order === undefined) return toProblem(404, 'not-found');
      return { status: 200, type: 'application/json', body: await showOrder(server, order) };
    },
    async cancelOrder({ path }, context) {
      const order = await cancelOrder(server, path.orderId, clientOf(context));
      if (order === undefined) return toProblem(404, 'not-found');
      return { status: 200, type: 'application/json', body: await showOrder(server, order) };
    },
    async requestCertificates({ headers, body }, context) {
      const { roles, countries, enrolmentSecret, qsealc, qwac } = body.value;
      const wish = {
        action: 'issue',
        roles,
        countries,
        sealKey: qsealc && (qsealc.keyKind ?? keyKind),
        qwacRequest: qwac?.csr,
        isEnrolment: enrolmentSecret !== undefined,
      } as const;
      if (wish.sealKey === undefined && wish.qwacRequest === undefined) {
        const refusals = [{ reason: 'nothing-ordered', detail: 'Neither qsealc nor qwac is ordered.' }];
        return toProblem(422, 'order-refused', { refusals });
      }
      const call = { id: headers['X-Request-ID'], client: clientOf(context), wish, enrolmentSecret };
      return answerOrder(server, await placeOrder(server, call));
    },
    async rotateKey({ headers, body }, context) {
      const id = headers['X-Request-ID'];
      const { keyKind: sealKey = keyKind } = body.value;
      const serialNumber = await findRenewed(server, id);
      if (serialNumber === undefined) return toProblem(409, 'no-certificate');
      const wish = { action: 'renew', serialNumber, sealKey } as const;
      return answerOrder(server, await placeOrder(server, { id, client: clientOf(context), wish }));
    },
    async renewCertificate({ path, headers, body }, context) {
      const record = await findCertificate(database, path.fingerprint);
      if (record === undefined) return toProblem(404, 'not-found');
      const wish = await toRenewal(server, record, body.value.csr);
      if ('reason' in wish) return toProblem(422, 'order-refused', { refusals: [wish] });
      const call = { id: headers['X-Request-ID'], client: clientOf(context), wish };
      return answerOrder(server, await placeOrder(server, call));
    },
    async installCertificate({ body }, context) {
      const { certificate, chain = [] } = body.value;
      const outcome = await installCertificate(server, clientOf(context), { certificate, chain });
      if (outcome.kind === 'refused') return toProblem(422, 'certificate-refused', { ...outcome.refusal });
      return { status: 200, type: 'application/json', body: renderCertificate(outcome.record) };
    },
    async revokeCertificate({ path, body }, context) {
      const outcome = await revokeCertificate(server, clientOf(context), path.fingerprint, body.value);
      if (outcome.kind === 'not-found') return toProblem(404, 'not-found');
      switch (outcome.answer.kind) {
        case 'revoked':
          return { status: 200, type: 'application/json', body: renderCertificate(outcome.record) };
        case 'refused':
          return toProblem(422, 'order-refused', { refusals: [...outcome.answer.refusals] });
        case 'unavailable':
          return toProblem(502, 'qtsp-unavailable', { detail: outcome.answer.detail });
      }
    },
  };
}

/** The certificate that a rotation renews: the one in use, or when the call is repeated, the one that it was then. */
async function findRenewed({ database }: SigningServer, orderId: string): Promise<string | undefined> {
  const order = await findOrder(database, orderId);
  if (order?.wish.action === 'renew') return order.wish.serialNumber;
  return (await findActive(database))?.certificate.serialNumber;
}

/** A seal certificate is renewed for the key that it has, a website certificate for the request that comes along. */
async function toRenewal(
  { database }: SigningServer,
  { kind, keyName, certificate: { serialNumber } }: CertificateRecord,
  csr: string | undefined,
): Promise<Wish | OrderRefusal> {
  if ((kind === 'qwac') !== (csr !== undefined)) {
    return { reason: 'csr-not-as-needed', detail: 'A signing request goes with a QWAC, and with nothing else.' };
  }
  if (kind === 'qwac') return { action: 'renew', serialNumber, qwacRequest: csr };
  const key = keyName === undefined ? undefined : await findKey(database, keyName);
  if (key === undefined || keyStateOf(key, []) === 'destroyed') {
    return KEY_DESTROYED;
  }
  return { action: 'renew', serialNumber, sealKey: { name: key.name } };
}
