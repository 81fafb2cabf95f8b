import { issueCertificate } from '@openxs2a/certificates/issue';
import type { CertificateRecord } from '../domain/certificate-record.ts';
import { hashOf } from '../domain/hash.ts';
import { toTemplate } from '../domain/profile.ts';
import { listOfIssuance, saveSigned } from '../store/certificates.ts';
import { listUnfinished, markIssued } from '../store/issuances.ts';
import type { Qtsp } from './qtsp.ts';

/**
 * Signs what is on record and not signed yet. The signatures and their entries in the log are one transaction; until
 * then they are nothing, and the next attempt makes others under the same serial numbers. May run many times, at once too.
 */
export async function completeIssuance(qtsp: Qtsp, issuanceId: string): Promise<void> {
  const { database, issuer, policy, journal, at } = qtsp;
  await at?.('received');
  const waiting = (await listOfIssuance(database, issuanceId)).filter(({ der }) => der === undefined);
  const signed = await Promise.all(
    waiting.map(async (record) => ({
      record,
      der: (await issueCertificate(toTemplate(record, issuer.certificate, policy), issuer)).der,
    })),
  );
  await at?.('signed');
  await database.transaction(async (trx) => {
    for (const { record, der } of signed)
      if (await saveSigned(trx, record.serialNumber, der)) await journal.append(trx, toEntry(record, der));
    await markIssued(trx, issuanceId);
    await at?.('storing');
  });
  await at?.('stored');
}

function toEntry(record: CertificateRecord, der: Uint8Array) {
  const { serialNumber, kind, party, ncaId = null, issuanceId = null, notAfter } = record;
  return {
    kind: 'certificate-issued',
    subject: party?.organizationIdentifier ?? serialNumber,
    body: {
      serialNumber,
      kind,
      ncaId,
      issuanceId,
      roles: party?.roles ?? [],
      notAfter: notAfter.toISOString(),
      fingerprint: hashOf(der),
    },
  };
}

/** What a stop left behind. Gives how many issuances it completed; one that fails does not keep the others waiting. */
export async function completeUnfinished(qtsp: Qtsp): Promise<number> {
  let completed = 0;
  for (const { issuanceId } of await listUnfinished(qtsp.database))
    try {
      await completeIssuance(qtsp, issuanceId);
      completed += 1;
    } catch (error) {
      qtsp.onError(error);
    }
  return completed;
}
