import { type CertificateEvidence, findAttribute, OIDS, renderName } from '@openxs2a/certificates';
import type { Identity } from '@openxs2a/edge';

/** Who a verified QWAC says that it is. */
export function toIdentity({
  certificate,
  organizationIdentifier,
  roles,
  ncaId,
  ncaName,
}: CertificateEvidence): Identity {
  return {
    tppId: organizationIdentifier.text,
    legalName: findAttribute(certificate.subject, OIDS.organizationName) ?? organizationIdentifier.text,
    roles,
    nca: { id: ncaId, name: ncaName },
    qwac: {
      fingerprint: certificate.fingerprint,
      serialNumber: certificate.serialNumber,
      issuer: renderName(certificate.issuer),
      notAfter: certificate.notAfter.getTime(),
      domains: certificate.extensions.subjectAlternativeNames.flatMap((name) =>
        name.kind === 'dns' ? [name.value] : [],
      ),
    },
  };
}
