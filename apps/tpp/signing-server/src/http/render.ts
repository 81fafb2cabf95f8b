import { renderName, toPem } from '@openxs2a/certificates';
import type { components } from '@openxs2a/signing-api/types';
import { type CertificateRecord, type KeyRecord, keyStateOf } from '../domain/certificate.ts';
import type { Order } from '../domain/order.ts';

type Schemas = components['schemas'];

export function renderCertificate(record: CertificateRecord): Schemas['certificate'] {
  const { certificate, kind, state, keyName, chain } = record;
  return {
    fingerprint: certificate.fingerprint,
    kind,
    state,
    ...(keyName === undefined ? {} : { keyName }),
    serialNumber: certificate.serialNumber,
    subject: renderName(certificate.subject),
    issuer: renderName(certificate.issuer),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    certificate: toPem(certificate.der),
    chain: [...chain],
  };
}

export function renderKey(key: KeyRecord, certificates: readonly CertificateRecord[]): Schemas['key'] {
  const { name, kind, publicKey, createdAt, destroyedAt } = key;
  return {
    name,
    kind,
    state: keyStateOf(key, certificates),
    publicKey,
    createdAt: createdAt.toISOString(),
    ...(destroyedAt === undefined ? {} : { destroyedAt: destroyedAt.toISOString() }),
  };
}

export function renderOrder(order: Order, certificates: readonly CertificateRecord[]): Schemas['order'] {
  const { id, wish, state, keyName, sealRequest, refusals, createdAt } = order;
  return {
    orderId: id,
    action: wish.action,
    state,
    ...(keyName === undefined ? {} : { keyName }),
    ...(sealRequest === undefined ? {} : { csr: sealRequest }),
    certificates: certificates.map(renderCertificate),
    ...(refusals.length === 0 ? {} : { refusals: [...refusals] }),
    createdAt: createdAt.toISOString(),
  };
}
