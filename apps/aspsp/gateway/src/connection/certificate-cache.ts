import { hash } from 'node:crypto';
import { type Certificate, CertificateError, type RefusalEvidence, readCertificate } from '@openxs2a/certificates';
import { createLru } from '../lru.ts';

export type ReadCertificate =
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  | { readonly kind: 'unreadable'; readonly reason: 'malformed' | 'too-large'; readonly evidence: RefusalEvidence };

export type CertificateReader = (der: Uint8Array) => ReadCertificate;

const ENTRIES = 5_000;

/** Reads certificates, each once as long as it is remembered by its bytes: reading takes milliseconds. */
export function createCertificateReader(entries = ENTRIES): CertificateReader {
  const known = createLru<ReadCertificate>(entries);
  return (der) => {
    const key = hash('sha256', der, 'base64');
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = read(der);
    known.set(key, made);
    return made;
  };
}

/** What cannot be read is left out: it proves nothing, and a path may do without it. */
export function readChain(readOne: CertificateReader, chain: readonly Uint8Array[]): readonly Certificate[] {
  return chain.flatMap((der) => {
    const one = readOne(der);
    return one.kind === 'certificate' ? [one.certificate] : [];
  });
}

function read(der: Uint8Array): ReadCertificate {
  try {
    return { kind: 'certificate', certificate: readCertificate(der) };
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    const reason = error.code === 'ERR_CERTIFICATE_TOO_LARGE' ? 'too-large' : 'malformed';
    return { kind: 'unreadable', reason, evidence: { code: error.code } };
  }
}
