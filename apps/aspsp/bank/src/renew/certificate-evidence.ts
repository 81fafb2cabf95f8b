import { X509Certificate } from 'node:crypto';
import type { Certificate } from '@openxs2a/certificates';

/** Which certificate comes first in a PEM that can be used, and until when it is good. */
export function readOwnCertificate(pem: string): { readonly fingerprint: string; readonly end: Date } {
  const { fingerprint256, validToDate: end } = new X509Certificate(pem);
  return { fingerprint: toHex(fingerprint256), end };
}

/** Which anchors stand in a PEM that TLS has taken. */
export function listAnchors(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => toHex(new X509Certificate(block).fingerprint256));
}

const toHex = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();

/** Which certificates came to a list, and which are no longer there, by their fingerprints. */
export function compareCertificates(before: readonly Certificate[], after: readonly Certificate[]) {
  return { added: listMissing(after, before), removed: listMissing(before, after) };
}

/** Those of a list that are not in another. */
function listMissing(list: readonly Certificate[], other: readonly Certificate[]): readonly string[] {
  const known = new Set(other.map(({ fingerprint }) => fingerprint));
  return list.map(({ fingerprint }) => fingerprint).filter((fingerprint) => !known.has(fingerprint));
}
