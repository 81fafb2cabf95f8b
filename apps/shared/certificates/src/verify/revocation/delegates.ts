import { createHash } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import { readCertificate } from '../../read/certificate.ts';
import { createLru } from '../lru.ts';

/** Reads the certificate of a responder; throws CertificateError. */
export type ReadDelegate = (der: Uint8Array) => Certificate;

const MAXIMAL_DELEGATES = 128;

/** A responder sends the same certificate with each answer, and to read it takes longer than all the rest. */
export function createDelegateReader(): ReadDelegate {
  const known = createLru<Certificate>(MAXIMAL_DELEGATES);
  return (der) => {
    const key = createHash('sha256').update(der).digest('hex');
    const certificate = known.get(key) ?? readCertificate(der);
    known.set(key, certificate);
    return certificate;
  };
}
