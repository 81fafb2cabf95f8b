import { type Certificate, type CertificateVerdict, renderName } from '@openxs2a/certificates';
import type { Explanation } from '@openxs2a/certificates/explain';

/** A certificate and what is said of it, for programs: nothing in it but what JSON has. */
export function toPlain(certificate: Certificate, explanation: Explanation, verdict: CertificateVerdict | undefined) {
  return {
    fingerprint: certificate.fingerprint,
    serialNumber: certificate.serialNumber,
    subject: renderName(certificate.subject),
    issuer: renderName(certificate.issuer),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    ...explanation,
    ...(verdict === undefined ? {} : { verdict: toPlainVerdict(verdict) }),
  };
}

function toPlainVerdict(verdict: CertificateVerdict) {
  if (!verdict.accepted) return verdict;
  const { certificate: _certificate, path, organizationIdentifier, ...evidence } = verdict.evidence;
  return {
    accepted: true,
    evidence: {
      ...evidence,
      organizationIdentifier: organizationIdentifier.text,
      path: path.map(({ fingerprint }) => fingerprint),
    },
  };
}
