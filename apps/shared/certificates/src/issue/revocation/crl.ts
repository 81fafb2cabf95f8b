import {
  CertificateList,
  IssuingDistributionPoint,
  id_ce_cRLNumber,
  id_ce_issuingDistributionPoint,
  TBSCertList,
  Version,
} from '@peculiar/asn1-x509';
import { GeneralizedTime, Integer } from 'asn1js';
import { toDer } from '../../read/asn1.ts';
import { type Issuer, toIssuerName } from '../certificate.ts';
import { type ExtensionTemplate, toAsn1Extension } from '../extension.ts';
import { toFullName } from '../extensions/addresses.ts';
import { authorityKeyIdentifier } from '../extensions/key-identifiers.ts';
import { toAlgorithmIdentifier } from '../signature-algorithm.ts';
import { signContent } from '../signed.ts';
import { toTime, toWholeSeconds } from '../time.ts';
import { type CrlEntry, toRevokedCertificates } from './crl-entry.ts';

const EXPIRED_CERTS_ON_CRL = '2.5.29.60';

export interface CrlInput {
  readonly issuer: Issuer;
  /** Greater than that of every list before (RFC 5280, 5.2.3). */
  readonly number: bigint;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly entries: readonly CrlEntry[];
  /** Where the list is published. It must be one of the addresses in the certificates (RFC 5280, 5.2.5). */
  readonly distributionPoint?: { readonly urls: readonly string[]; readonly only?: 'userCerts' | 'caCerts' };
  /** The list keeps certificates that expired since then (X.509, 9.5.2.8), as EN 319 411-2 wants of qualified ones. */
  readonly expiredKeptSince?: Date;
}

/** A complete certificate revocation list of version 2 (RFC 5280, 5), in DER. The label of its PEM is `X509 CRL`. */
export async function createCrl(input: CrlInput): Promise<Uint8Array> {
  const { content, signatureAlgorithm, signature } = await signContent(toContent(input), input.issuer.key);
  return toDer(new CertificateList({ tbsCertList: content, signatureAlgorithm, signature }));
}

function toContent(input: CrlInput): TBSCertList {
  const { issuer, thisUpdate, nextUpdate, entries } = input;
  if (nextUpdate < thisUpdate) throw new TypeError('"nextUpdate" is before "thisUpdate"');
  return new TBSCertList({
    version: Version.v2,
    signature: toAlgorithmIdentifier(issuer.key.algorithm),
    issuer: toIssuerName(issuer.certificate),
    thisUpdate: toTime(thisUpdate),
    nextUpdate: toTime(nextUpdate),
    // absent rather than empty (RFC 5280, 5.1.2.6)
    ...(entries.length === 0 ? {} : { revokedCertificates: toRevokedCertificates(entries) }),
    crlExtensions: toListExtensions(input).map(toAsn1Extension),
  });
}

function toListExtensions(input: CrlInput): readonly ExtensionTemplate[] {
  const { issuer, number, distributionPoint, expiredKeptSince } = input;
  if (number < 0n) throw new TypeError('"number" is negative');
  return [
    authorityKeyIdentifier(issuer.certificate),
    // CRLNumber of asn1-x509 ends where doubles do
    { oid: id_ce_cRLNumber, critical: false, value: toDer(Integer.fromBigInt(number)) },
    ...(distributionPoint === undefined ? [] : [toIssuingDistributionPoint(distributionPoint)]),
    ...(expiredKeptSince === undefined ? [] : [toExpiredCertsOnCrl(expiredKeptSince)]),
  ];
}

/** RFC 5280, 5.2.5. */
function toIssuingDistributionPoint(point: NonNullable<CrlInput['distributionPoint']>): ExtensionTemplate {
  const value = new IssuingDistributionPoint({
    distributionPoint: toFullName(point.urls),
    onlyContainsUserCerts: point.only === 'userCerts',
    onlyContainsCACerts: point.only === 'caCerts',
  });
  return { oid: id_ce_issuingDistributionPoint, critical: true, value: toDer(value) };
}

function toExpiredCertsOnCrl(since: Date): ExtensionTemplate {
  const value = new GeneralizedTime({ valueDate: toWholeSeconds(since) });
  return { oid: EXPIRED_CERTS_ON_CRL, critical: false, value: toDer(value) };
}
