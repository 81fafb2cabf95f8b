import { X509Certificate } from 'node:crypto';
import type { Certificate } from '@openxs2a/certificates';
import { systemClock } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';

/** Which certificate it is that comes first in a PEM. Throws BankError where its time is over: that is an old file. */
export function checkCertificate(name: string, pem: string): { readonly certificate: string; readonly until: string } {
  const { fingerprint256, validToDate } = new X509Certificate(pem);
  const until = validToDate.toISOString();
  if (validToDate <= systemClock()) throw new BankError('ERR_BANK_CERTIFICATE', `${name} was good until ${until}.`);
  return { certificate: toHex(fingerprint256), until };
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
