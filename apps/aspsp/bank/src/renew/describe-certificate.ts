import { X509Certificate } from 'node:crypto';
import type { Certificate } from '@openxs2a/certificates';
import { systemClock } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';

/** Which certificate it is that comes first in a PEM. Throws BankError where its time is over: that is an old file. */
export function describeCertificate(
  name: string,
  pem: string,
): { readonly certificate: string; readonly until: string } {
  const { fingerprint256, validToDate } = new X509Certificate(pem);
  const until = validToDate.toISOString();
  if (validToDate <= systemClock()) throw new BankError('ERR_BANK_CERTIFICATE', `${name} was good until ${until}.`);
  return { certificate: fingerprint256.replaceAll(':', '').toLowerCase(), until };
}

/** Which certificates came to a list, and which are no longer there, by their fingerprints. */
export function compareCertificates(before: readonly Certificate[], after: readonly Certificate[]) {
  const [old, now] = [before, after].map((list) => new Set(list.map(({ fingerprint }) => fingerprint)));
  const missing = (in_: readonly Certificate[], of: ReadonlySet<string> = new Set()) =>
    in_.map(({ fingerprint }) => fingerprint).filter((fingerprint) => !of.has(fingerprint));
  return { added: missing(after, old), removed: missing(before, now) };
}
