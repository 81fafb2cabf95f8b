import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { toPem } from '@openxs2a/certificates';
import type { TlsIdentity } from '@openxs2a/service';
import { issueHouseCertificate } from './house-certificate.ts';
import type { Qtsp } from './qtsp.ts';

export interface OwnTlsIdentity extends TlsIdentity {
  /** When half of its time is over. */
  readonly renewAt: Date;
}

/** A key that only lives in memory, and a certificate for it from the own issuing certificate. */
export async function createTlsIdentity(qtsp: Qtsp, host: string): Promise<OwnTlsIdentity> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const record = await issueHouseCertificate(qtsp, { kind: 'server', publicKey, dnsNames: [host], by: 'server' });
  const { notBefore, notAfter, der } = record;
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: toPem(der) + toPem(qtsp.issuer.certificate.der),
    renewAt: new Date((notBefore.getTime() + notAfter.getTime()) / 2),
  };
}
