import type { Caller } from '../domain/caller.ts';
import { rolesOf, statusOf } from '../domain/certificate-record.ts';
import { isUsable } from '../domain/enrolment.ts';
import { hashOf } from '../domain/hash.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { findCertificateByFingerprint } from '../store/certificates.ts';
import { findEnrolmentBySecret } from '../store/enrolments.ts';
import { hashSecret } from './enrol.ts';
import type { Qtsp } from './qtsp.ts';

/**
 * Who shows this certificate, of which TLS has proven that the peer holds the key. It is known here by its bytes, or not
 * at all; its dates and its revocation are looked at each time.
 */
export async function authenticateCertificate(
  { database, clock }: Qtsp,
  der: Uint8Array,
): Promise<Outcome<Caller, 'credentials-refused'>> {
  const now = clock();
  const record = await findCertificateByFingerprint(database, hashOf(der));
  if (record === undefined) return failed('credentials-refused', 'The client certificate is not of this authority.');
  const status = statusOf(record, now);
  if (status !== 'valid') return failed('credentials-refused', `The client certificate is ${status}.`);
  const { kind, party, ncaId, serialNumber } = record;
  if (kind === 'credential') {
    const name = serialNumber;
    return done(ncaId === undefined ? { kind: 'operator', name } : { kind: 'nca', ncaId, name });
  }
  if (kind !== 'qwac' || party === undefined)
    return failed('credentials-refused', 'Calls are made with a QWAC or a credential certificate.');
  const { organizationIdentifier } = party;
  return done({ kind: 'party', organizationIdentifier, roles: rolesOf(record), serialNumber });
}

/** Who has this secret. */
export async function authenticateSecret(
  { database, clock }: Qtsp,
  secret: string,
): Promise<Outcome<Caller, 'credentials-refused'>> {
  const enrolment = await findEnrolmentBySecret(database, hashSecret(secret));
  if (enrolment === undefined || !isUsable(enrolment, clock()))
    return failed('credentials-refused', 'No enrolment has this secret, or not any more.');
  const { organizationIdentifier, enrolmentId } = enrolment;
  return done({ kind: 'enrolment', organizationIdentifier, enrolmentId });
}
