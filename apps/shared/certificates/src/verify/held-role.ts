import type { PspRole } from '../certificate.ts';
import type { CertificateEvidence, Verdict } from '../verdict.ts';

export interface HeldRoleEvidence {
  readonly role: PspRole;
}

/**
 * Whether a certificate gives one of the roles that a service is for (guidelines 1.3.8, 4.9; TS 119 495, 5.2.2). What a
 * caller says of itself elsewhere counts for nothing. TypeError for a service that is for nobody.
 */
export function checkHeldRole(
  { roles }: Pick<CertificateEvidence, 'roles'>,
  anyOf: readonly PspRole[],
): Verdict<HeldRoleEvidence, 'role-not-held'> {
  if (anyOf.length === 0) throw new TypeError('needs at least one role');
  const role = anyOf.find((each) => roles.includes(each));
  if (role !== undefined) return { accepted: true, evidence: { role } };
  return {
    accepted: false,
    reason: 'role-not-held',
    evidence: { needed: anyOf.join(' or '), held: roles.join(', ') },
  };
}
