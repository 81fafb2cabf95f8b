import { type CertificateUse, type RefusalEvidence, renderName } from '@openxs2a/certificates';
import type { Database, Transaction } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { type CertificateSight, saveCertificateSight, saveRevocation } from './certificate.store.ts';
import type { Sight } from './sightings.ts';
import { toTime } from './times.ts';
import { saveTppSight } from './tpp.store.ts';

interface Places {
  readonly database: Database;
  readonly log: EventLog;
}

/** The TPP and its certificate; of one that nobody has seen before there is an entry in the audit log. */
export async function recordSight({ database, log }: Places, sight: Sight, at: number): Promise<void> {
  const certificate = toCertificateSight(sight, at);
  const write = async (trx: Transaction): Promise<void> => {
    await saveTppSight(trx, { ...sight.identity, at });
    const isNew = await saveCertificateSight(trx, certificate);
    if (!isNew) return;
    const { tppId, use, fingerprint, serialNumber, issuer, roles, notAfter } = certificate;
    const body = { use, fingerprint, serialNumber, issuer, roles, notAfter: toTime(notAfter) };
    await log.append(trx, { kind: 'tpp-certificate-seen', actor: tppId, subject: tppId, body });
  };
  // each statement is right by itself, whatever other nodes write of the same TPP
  await database.transaction(write, { isolation: 'read-committed' });
}

function toCertificateSight({ identity, evidence }: Sight, at: number): CertificateSight {
  const { certificate, use, roles, revocation } = evidence;
  const check = revocation.find(({ fingerprint }) => fingerprint === certificate.fingerprint);
  return {
    tppId: identity.tppId,
    use,
    fingerprint: certificate.fingerprint,
    serialNumber: certificate.serialNumber,
    issuer: renderName(certificate.issuer),
    notAfter: certificate.notAfter.getTime(),
    roles,
    at,
    revocation: { by: check?.by ?? 'unchecked', producedAt: check?.producedAt?.getTime() ?? null },
  };
}

export interface RevokedSight {
  readonly use: CertificateUse;
  /** Of the refusal, as the verifier gives it. */
  readonly evidence: RefusalEvidence;
  readonly at: number;
}

/** That a certificate which was accepted before is revoked; one that was never seen leaves no trace. */
export async function recordRevocation({ database, log }: Places, { use, evidence, at }: RevokedSight): Promise<void> {
  const textOf = (name: string): string => String(evidence[name] ?? '');
  const fingerprint = textOf('fingerprint');
  const revoked = {
    since: textOf('revokedAt'),
    reason: textOf('revocationReason'),
    by: textOf('by'),
    toldAt: toTime(at),
  };
  await database.transaction(async (trx) => {
    const tppId = await saveRevocation(trx, { use, fingerprint }, revoked);
    if (tppId === undefined) return;
    const body = { use, fingerprint, ...revoked };
    await log.append(trx, { kind: 'tpp-certificate-revoked', actor: 'aspsp', subject: tppId, body });
  });
}
