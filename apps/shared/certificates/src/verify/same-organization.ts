import type { OrganizationIdentifier } from '../certificate.ts';
import type { CertificateEvidence, Verdict } from '../verdict.ts';

export interface SameOrganizationEvidence {
  readonly organizationIdentifier: OrganizationIdentifier;
}

/**
 * Whether the connection and the seal of one call are one party's: the organisation identifiers are the same to the letter.
 * Names are not compared; a party may write its own in several ways. TypeError where the two certificates are mixed up.
 */
export function checkSameOrganization(
  qwac: CertificateEvidence,
  qsealc: CertificateEvidence,
): Verdict<SameOrganizationEvidence, 'different-organization'> {
  if (qwac.use !== 'qwac' || qsealc.use !== 'qsealc') throw new TypeError('needs evidence of a QWAC and of a QSealC');
  const { organizationIdentifier } = qwac;
  if (organizationIdentifier.text === qsealc.organizationIdentifier.text)
    return { accepted: true, evidence: { organizationIdentifier } };
  return {
    accepted: false,
    reason: 'different-organization',
    evidence: { qwac: organizationIdentifier.text, qsealc: qsealc.organizationIdentifier.text },
  };
}
