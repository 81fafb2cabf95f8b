import type { Transaction } from '@openxs2a/store';
import type { Json } from '@openxs2a/store/log';
import type { CertificateRecord, Revocation } from '../domain/certificate-record.ts';
import { saveRevocation } from '../store/certificates.ts';
import { callForCrl } from '../store/crls.ts';
import type { Qtsp } from './qtsp.ts';

/**
 * Revokes, and calls for a new CRL in the same transaction, so that no answer after it knows less. What was revoked
 * before stays as it was. Gives the serial numbers of the others.
 */
export async function revoke(
  trx: Transaction,
  { journal }: Pick<Qtsp, 'journal'>,
  certificates: readonly CertificateRecord[],
  revocation: Revocation,
  { actor, remarks = {} }: { readonly actor: string; readonly remarks?: Readonly<Record<string, Json>> },
): Promise<readonly string[]> {
  const revoked: string[] = [];
  for (const certificate of certificates) {
    const { serialNumber, kind, party, ncaId = null } = certificate;
    if (!(await saveRevocation(trx, serialNumber, revocation))) continue;
    revoked.push(serialNumber);
    await journal.append(trx, {
      kind: 'certificate-revoked',
      actor,
      subject: party?.organizationIdentifier ?? serialNumber,
      body: { serialNumber, kind, ncaId, reason: revocation.reason, ...remarks },
    });
  }
  if (revoked.length > 0) await callForCrl(trx, 'issuing');
  return revoked;
}
