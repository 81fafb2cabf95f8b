import { createPublicKey } from 'node:crypto';
import { type Certificate, OIDS } from '@openxs2a/certificates';
import {
  type AuthorityUrls,
  authorityInfo,
  authorityKeyIdentifier,
  basicConstraints,
  type CertificateTemplate,
  crlDistributionPoints,
  extendedKeyUsage,
  keyUsage,
  ocspResponderTemplate,
  qsealcTemplate,
  qwacTemplate,
  subjectAltName,
  subjectKeyIdentifier,
  toName,
} from '@openxs2a/certificates/issue';
import type { CertificateRecord } from './certificate-record.ts';

/** What this QTSP says in every certificate. */
export interface IssuingPolicy {
  readonly urls: Required<AuthorityUrls>;
  /** PKI disclosure statements: https, one of them in English. */
  readonly disclosures: readonly { readonly url: string; readonly language: string }[];
  /** Years that records are kept after a certificate has ended. */
  readonly retentionYears: number;
}

/** What a certificate of the record says: the same for the same record, so that it can be signed again. */
export function toTemplate(record: CertificateRecord, issuer: Certificate, policy: IssuingPolicy): CertificateTemplate {
  const { kind, party, serialNumber, notBefore, notAfter, dnsNames } = record;
  const publicKey = createPublicKey({ key: Buffer.from(record.publicKey), format: 'der', type: 'spki' });
  const issued = { issuer, publicKey, serialNumber, notBefore, notAfter };
  if (kind === 'responder')
    return ocspResponderTemplate({
      ...issued,
      subject: toHouseName(issuer, `OCSP responder ${serialNumber.slice(0, 8)}`),
    });
  if (kind === 'server' || kind === 'credential') return toHouseTemplate(record, issued, policy);
  if (party === undefined) throw new TypeError(`the ${kind} "${serialNumber}" is of no party`);
  const qualified = { ...issued, ...policy, party };
  return kind === 'qwac' ? qwacTemplate({ ...qualified, dnsNames }) : qsealcTemplate(qualified);
}

type Issued = Pick<CertificateTemplate, 'serialNumber' | 'publicKey' | 'notBefore' | 'notAfter'> & {
  readonly issuer: Certificate;
};

/** For TLS with this QTSP, and for nothing else: no policy and no statement that anyone could take for a qualified one. */
function toHouseTemplate(record: CertificateRecord, issued: Issued, { urls }: IssuingPolicy): CertificateTemplate {
  const { kind, ncaId, dnsNames } = record;
  const { issuer, publicKey, serialNumber, notBefore, notAfter } = issued;
  const isServer = kind === 'server';
  return {
    publicKey,
    serialNumber,
    notBefore,
    notAfter,
    subject: toHouseName(issuer, dnsNames[0] ?? `Credential of ${ncaId ?? 'the operator'}`),
    extensions: [
      authorityKeyIdentifier(issuer),
      subjectKeyIdentifier(publicKey),
      basicConstraints({ ca: false }),
      keyUsage(['digitalSignature']),
      extendedKeyUsage([isServer ? OIDS.serverAuth : OIDS.clientAuth]),
      ...(isServer ? [subjectAltName(dnsNames.map((value) => ({ kind: 'dns', value })))] : []),
      authorityInfo({ ocsp: urls.ocsp, issuer: urls.issuer }),
      crlDistributionPoints([urls.crl]),
    ],
  };
}

/** Country and organisation of the QTSP, as its issuing certificate has them, with another common name. */
function toHouseName(issuer: Certificate, commonName: string) {
  const own = issuer.subject.flat().filter(({ oid }) => oid !== OIDS.commonName);
  return toName([...own.map(({ oid, value }) => [oid, value] as const), [OIDS.commonName, commonName]]);
}
