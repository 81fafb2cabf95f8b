import { createPublicKey } from 'node:crypto';
import { type Certificate, CertificateError, readCertificate, toPem } from '@openxs2a/certificates';
import {
  type CertificateRecord,
  type CertificateRefusal,
  findSealObjection,
  type KeyRecord,
} from '../domain/certificate.ts';
import { findCertificate, insertCertificate } from '../store/certificates.ts';
import { listKeys } from '../store/keys.ts';
import { listOpenOrders, saveEnd } from '../store/orders.ts';
import { activate } from './activate.ts';
import type { SigningServer } from './server.ts';

export type InstallationOutcome =
  | { readonly kind: 'installed'; readonly record: CertificateRecord }
  | { readonly kind: 'refused'; readonly refusal: CertificateRefusal };

interface Parts {
  readonly certificate: Certificate;
  readonly chain: readonly Certificate[];
}

/** Takes a certificate that came by hand, for a key that is here, and changes over to it. */
export function installCertificate(
  server: SigningServer,
  client: string,
  pem: { readonly certificate: string; readonly chain: readonly string[] },
): Promise<InstallationOutcome> {
  return server.inTurn(async () => {
    const parts = readParts(pem);
    if (parts === undefined) return refuse('malformed', 'It cannot be read as a certificate.');
    const key = await findKeyOf(server, parts.certificate);
    if (key === undefined) return refuse('key-unknown', 'Its key is none of those that are here.');
    const expected = {
      publicKey: createPublicKey(key.publicKey),
      organizationIdentifier: server.organisation.organizationIdentifier,
    };
    const objection = findSealObjection(parts.certificate, parts.chain, expected, server.clock());
    if (objection !== undefined) return { kind: 'refused', refusal: objection };
    const known = await findCertificate(server.database, parts.certificate.fingerprint);
    if (known?.state === 'revoked') return refuse('revoked', 'It was revoked.');
    return { kind: 'installed', record: await install(server, client, parts, key.name) };
  });
}

const refuse = (reason: CertificateRefusal['reason'], detail: string): InstallationOutcome => ({
  kind: 'refused',
  refusal: { reason, detail },
});

function readParts(pem: { readonly certificate: string; readonly chain: readonly string[] }): Parts | undefined {
  try {
    return { certificate: readCertificate(pem.certificate), chain: pem.chain.map((each) => readCertificate(each)) };
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}

async function findKeyOf({ database }: SigningServer, { key }: Certificate): Promise<KeyRecord | undefined> {
  const keys = await listKeys(database);
  return keys.find(({ publicKey, destroyedAt }) => {
    return destroyedAt === undefined && createPublicKey(publicKey).equals(key.keyObject);
  });
}

async function install(
  server: SigningServer,
  client: string,
  { certificate, chain }: Parts,
  keyName: string,
): Promise<CertificateRecord> {
  const now = server.clock();
  const record: CertificateRecord = {
    certificate,
    kind: 'qsealc',
    state: 'ready',
    chain: chain.map(({ der }) => toPem(der)),
    keyName,
    installedAt: now,
    changedAt: now,
  };
  await server.database.transaction(async (trx) => {
    const { fingerprint } = certificate;
    if (await insertCertificate(trx, record)) {
      const body = { certificate: fingerprint, state: record.state };
      await server.uses.record(trx, client, { kind: 'certificate-installed', body });
    }
    await activate(server, trx, record, client);
    const orders = await listOpenOrders(trx);
    for (const order of orders.filter((each) => each.keyName === keyName)) await saveEnd(trx, order.id, 'fulfilled');
  });
  await server.seal.reload();
  return (await findCertificate(server.database, certificate.fingerprint)) ?? record;
}
