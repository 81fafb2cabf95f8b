import { createPublicKey, type KeyObject } from 'node:crypto';
import { createSerialNumber, issueCertificate } from '@openxs2a/certificates/issue';
import type { CertificateRecord, IssuedRecord } from '../domain/certificate-record.ts';
import { hashOf } from '../domain/hash.ts';
import { toTemplate } from '../domain/profile.ts';
import { toValidity } from '../domain/validity.ts';
import { insertCertificate } from '../store/certificates.ts';
import type { Qtsp } from './qtsp.ts';

export interface HouseCertificateInput {
  readonly kind: 'credential' | 'server' | 'responder';
  readonly publicKey: KeyObject;
  /** Of the authority that holds a credential. */
  readonly ncaId?: string;
  /** Of a server. */
  readonly dnsNames?: readonly string[];
  /** Who asked for it. */
  readonly by: string;
}

/**
 * Issues what is no certificate of a party. It is signed before it is on record: what a stop loses was never given out,
 * and whoever asks again gets another one.
 */
export async function issueHouseCertificate(qtsp: Qtsp, input: HouseCertificateInput): Promise<IssuedRecord> {
  const { clock, random, issuer, lifetimes, policy, database, journal } = qtsp;
  const { kind, publicKey, ncaId, dnsNames = [], by } = input;
  const createdAt = clock();
  const record: CertificateRecord = {
    serialNumber: createSerialNumber(random.bytes),
    kind,
    ordinal: 0,
    countries: [],
    dnsNames,
    vettedDnsNames: [],
    publicKey: toSpki(publicKey),
    createdAt,
    ...(ncaId === undefined ? {} : { ncaId }),
    ...toValidity(lifetimes[kind], createdAt, issuer.certificate.notAfter),
  };
  const { der } = await issueCertificate(toTemplate(record, issuer.certificate, policy), issuer);
  const issued = { ...record, der };
  await database.transaction(async (trx) => {
    await insertCertificate(trx, issued);
    const { serialNumber, notAfter } = issued;
    const body = {
      serialNumber,
      kind,
      ncaId: ncaId ?? null,
      notAfter: notAfter.toISOString(),
      fingerprint: hashOf(der),
    };
    await journal.append(trx, { kind: 'certificate-issued', actor: by, subject: serialNumber, body });
  });
  return issued;
}

/** SubjectPublicKeyInfo, DER; of a private key, its public one. */
export function toSpki(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
}
