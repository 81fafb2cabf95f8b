import { createPublicKey } from 'node:crypto';
import { type Certificate, CertificateError, readCertificate } from '@openxs2a/certificates';
import type { Transaction } from '@openxs2a/store';
import { type CertificateKind, type CertificateRecord, findSealObjection } from '../domain/certificate.ts';
import { KEY_DESTROYED, type Order, type OrderRefusal } from '../domain/order.ts';
import { insertCertificate } from '../store/certificates.ts';
import { findKey } from '../store/keys.ts';
import { saveEnd } from '../store/orders.ts';
import { activate } from './activate.ts';
import type { SourceAnswer } from './certificate-source.ts';
import type { SigningServer } from './server.ts';

type Issued = Extract<SourceAnswer, { kind: 'issued' }>;

interface Received {
  readonly kind: CertificateKind;
  readonly certificate: Certificate;
}

/**
 * Puts what the QTSP issued on record and changes over to the seal certificate, in one transaction. Returns what stands
 * against it; then nothing has changed.
 */
export async function fulfilOrder(
  server: SigningServer,
  order: Order,
  issued: Issued,
): Promise<readonly OrderRefusal[]> {
  const received = readCertificates(issued);
  const chain = readChain(issued);
  if (received === undefined || chain === undefined) {
    return [{ reason: 'malformed', detail: 'What the QTSP issued cannot be read.' }];
  }
  const objections = await findObjections(server, order, received, chain);
  if (objections.length > 0) return objections;
  await server.database.transaction(async (trx) => {
    for (const each of received) await install(server, trx, order, toRecord(order, each, issued.chain, server.clock()));
    await saveEnd(trx, order.id, 'fulfilled');
  });
  await server.seal.reload();
  return [];
}

const readCertificates = ({ certificates }: Issued) =>
  readOrNone(() => certificates.map(({ kind, pem }): Received => ({ kind, certificate: readCertificate(pem) })));
const readChain = ({ chain }: Issued) => readOrNone(() => chain.map((pem) => readCertificate(pem)));

function readOrNone<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}

async function findObjections(
  { database, organisation, clock }: SigningServer,
  { keyName }: Order,
  received: readonly Received[],
  chain: readonly Certificate[],
): Promise<readonly OrderRefusal[]> {
  const seals = received.filter(({ kind }) => kind === 'qsealc');
  if (seals.length !== (keyName === undefined ? 0 : 1)) {
    return [{ reason: 'not-as-ordered', detail: 'The QTSP issued other certificates than were ordered.' }];
  }
  if (keyName === undefined) return [];
  const key = await findKey(database, keyName);
  if (key === undefined || key.destroyedAt !== undefined) return [KEY_DESTROYED];
  const { organizationIdentifier } = organisation;
  const expected = { publicKey: createPublicKey(key.publicKey), organizationIdentifier };
  return seals.flatMap(({ certificate }) => findSealObjection(certificate, chain, expected, clock()) ?? []);
}

async function install(
  server: SigningServer,
  trx: Transaction,
  order: Order,
  record: CertificateRecord,
): Promise<void> {
  if (!(await insertCertificate(trx, record))) return;
  const body = { certificate: record.certificate.fingerprint, state: record.state, orderId: order.id };
  await server.uses.record(trx, order.client, { kind: 'certificate-installed', body });
  if (record.kind === 'qsealc') await activate(server, trx, record, order.client);
}

function toRecord(
  order: Order,
  { kind, certificate }: Received,
  chain: readonly string[],
  now: Date,
): CertificateRecord {
  const isSeal = kind === 'qsealc';
  return {
    certificate,
    kind,
    state: isSeal ? 'ready' : 'handed-out',
    chain,
    ...(isSeal && order.keyName !== undefined ? { keyName: order.keyName } : {}),
    orderId: order.id,
    installedAt: now,
    changedAt: now,
  };
}
