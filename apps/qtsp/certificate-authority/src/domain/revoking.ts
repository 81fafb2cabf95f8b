import type { Caller } from './caller.ts';
import { type CertificateRecord, type RevokedBy, rolesOf } from './certificate-record.ts';
import { holdsRole, type Registration } from './register.ts';

/**
 * Whether a certificate says what the register no longer bears out: the authorisation is not active, or one of its roles
 * is gone in a country that it was asked for. It then has to be revoked (TS 119 495, 6.2.6).
 */
export function isNoLongerGranted(certificate: CertificateRecord, registration: Registration): boolean {
  if (registration.status !== 'active') return true;
  return rolesOf(certificate).some((role) =>
    certificate.countries.some((country) => !holdsRole(registration, role, country)),
  );
}

export type RevocationRight =
  | { readonly granted: true; readonly by: RevokedBy }
  | { readonly granted: false; readonly reason: 'not-of-this-caller' | 'not-of-this-authority' };

/** Whether the caller may have this certificate revoked, and as what. */
export function findRevocationRight(caller: Caller, certificate: CertificateRecord): RevocationRight {
  switch (caller.kind) {
    case 'operator':
      return { granted: true, by: 'operator' };
    case 'nca':
      return certificate.ncaId === caller.ncaId
        ? { granted: true, by: 'nca' }
        : { granted: false, reason: 'not-of-this-authority' };
    case 'party':
      return certificate.party?.organizationIdentifier === caller.organizationIdentifier
        ? { granted: true, by: 'subject' }
        : { granted: false, reason: 'not-of-this-caller' };
    case 'enrolment':
      return { granted: false, reason: 'not-of-this-caller' };
    default:
      throw new TypeError(`unknown caller ${caller satisfies never}`);
  }
}
