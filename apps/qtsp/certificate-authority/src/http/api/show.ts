import type { Schemas } from '@openxs2a/certificate-authority-api/types';
import { readCertificate, renderName, toPem } from '@openxs2a/certificates';
import type { IssuanceAnswer } from '../../acts/answer-issuance.ts';
import type { RegistrationChange } from '../../acts/change-registration.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { type IssuedRecord, rolesOf, statusOf } from '../../domain/certificate-record.ts';
import { hashOf } from '../../domain/hash.ts';
import type { GrantedRole } from '../../domain/register.ts';
import type { Report } from '../../domain/report.ts';
import type { StoredRegistration } from '../../store/registrations.ts';

/** Records as the document has them. */
export function showRegistration(registration: StoredRegistration): Schemas['registration'] {
  return { ...registration, roles: registration.roles.map(showRole), changedAt: registration.changedAt.toISOString() };
}

export function showChange({ registration, revoked }: RegistrationChange): Schemas['registerChange'] {
  return { registration: showRegistration(registration), revoked: [...revoked] };
}

const showRole = ({ role, countries }: GrantedRole) => ({ role, countries: [...countries] });

export function showCertificate(record: IssuedRecord, now: Date): Schemas['certificate'] {
  const { serialNumber, kind, party, ncaId, der, revocation, notBefore, notAfter } = record;
  if (kind === 'server' || kind === 'responder') throw new TypeError(`a ${kind} certificate is not shown`);
  return {
    serialNumber,
    kind,
    status: statusOf(record, now),
    subject: renderName(readCertificate(der).subject),
    ...(ncaId === undefined ? {} : { ncaId }),
    ...(party === undefined ? {} : showParty(record, party.organizationIdentifier)),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    fingerprint: hashOf(der),
    certificate: toPem(der),
    ...(revocation === undefined ? {} : { revocation: showRevocation(revocation) }),
  };
}

function showParty(record: IssuedRecord, organizationIdentifier: string) {
  const { kind, countries, dnsNames } = record;
  const names = kind === 'qwac' ? { dnsNames: [...dnsNames] } : {};
  return { organizationIdentifier, roles: [...rolesOf(record)], countries: [...countries], ...names };
}

function showRevocation({ revokedAt, reason, by }: NonNullable<IssuedRecord['revocation']>) {
  return { revokedAt: revokedAt.toISOString(), reason, by };
}

export function showIssuance({ issuer, clock }: Qtsp, { issuance, certificates }: IssuanceAnswer): Schemas['issuance'] {
  const { issuanceId, status } = issuance;
  const isIssued = status === 'issued';
  return {
    issuanceId,
    status,
    certificates: isIssued ? certificates.map((record) => showCertificate(record, clock())) : [],
    chain: isIssued ? [toPem(issuer.certificate.der)] : [],
  };
}

export function showReport({ evidence, receivedAt, decision, ...report }: Report): Schemas['report'] {
  return {
    ...report,
    evidence: [...evidence],
    receivedAt: receivedAt.toISOString(),
    ...(decision === undefined ? {} : { decision: showDecision(decision) }),
  };
}

function showDecision({ measure, roles, comment, decidedAt, revoked }: NonNullable<Report['decision']>) {
  const named = roles === undefined ? {} : { roles: [...roles] };
  return { measure, ...named, comment, decidedAt: decidedAt.toISOString(), revoked: [...revoked] };
}
