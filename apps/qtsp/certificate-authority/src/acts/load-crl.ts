import { type CrlEntry, createCrl } from '@openxs2a/certificates/issue';
import type { Revocation } from '../domain/certificate-record.ts';
import { listRevocations } from '../store/certificates.ts';
import { type Crl, callForCrl, findCrl, findCrlDue, saveCrl } from '../store/crls.ts';
import type { Qtsp } from './qtsp.ts';

const HOUR = 3_600_000;

/**
 * The list that says all that is revoked now. A revocation calls for the next number in its own transaction; the list is
 * signed when somebody asks for it and it is not there. One that has lived for half its time is replaced.
 */
export async function loadCrl(qtsp: Qtsp): Promise<Crl> {
  const { database, clock } = qtsp;
  const number = await findCrlDue(database, 'issuing');
  const crl = await findCrl(database, 'issuing', number);
  if (crl === undefined) return signCrl(qtsp, number);
  if (!isHalfOver(crl, clock())) return crl;
  return signCrl(qtsp, await database.transaction((trx) => callForCrl(trx, 'issuing')));
}

const isHalfOver = ({ thisUpdate, nextUpdate }: Crl, now: Date) =>
  now.getTime() - thisUpdate.getTime() > (nextUpdate.getTime() - thisUpdate.getTime()) / 2;

async function signCrl({ database, clock, issuer, crlHours }: Qtsp, number: number): Promise<Crl> {
  const thisUpdate = clock();
  const nextUpdate = new Date(thisUpdate.getTime() + crlHours * HOUR);
  const der = await createCrl({
    issuer,
    number: BigInt(number),
    thisUpdate,
    nextUpdate,
    entries: (await listRevocations(database)).map(toEntry),
    // nothing is ever taken off, not even what has expired
    expiredKeptSince: issuer.certificate.notBefore,
  });
  const signed = { number, der, thisUpdate, nextUpdate };
  await saveCrl(database, 'issuing', signed);
  // another node may have been faster; no number may stand for two lists
  return (await findCrl(database, 'issuing', number)) ?? signed;
}

function toEntry({
  serialNumber,
  revocation,
}: {
  readonly serialNumber: string;
  readonly revocation: Revocation;
}): CrlEntry {
  const { revokedAt, reason, invalidityDate } = revocation;
  return { serialNumber, revokedAt, reason, ...(invalidityDate === undefined ? {} : { invalidityDate }) };
}
