import type { Transaction } from '@openxs2a/store';
import type { CertificateRecord } from '../domain/certificate.ts';
import { findActive, saveState } from '../store/certificates.ts';
import type { SigningServer } from './server.ts';

/**
 * Changes over to a certificate whose first day has come; to one whose has not, maintenance will. The one that was in
 * use is retired with it. The seal has to be reloaded afterwards.
 */
export async function activate(
  { uses, clock }: SigningServer,
  trx: Transaction,
  { certificate }: CertificateRecord,
  client: string,
): Promise<void> {
  const now = clock();
  if (certificate.notBefore > now) return;
  const before = await findActive(trx);
  if (before?.certificate.fingerprint === certificate.fingerprint) return;
  if (before !== undefined) await saveState(trx, before.certificate.fingerprint, 'retired', now);
  await saveState(trx, certificate.fingerprint, 'active', now);
  await uses.record(trx, client, { kind: 'certificate-activated', body: { certificate: certificate.fingerprint } });
}
