import { AsnConvert } from '@peculiar/asn1-schema';
import {
  Certificate as Asn1Certificate,
  CertificateList,
  DistributionPointName,
  type Extension,
  IssuingDistributionPoint,
  RevokedCertificate,
  TBSCertList,
  Version,
} from '@peculiar/asn1-x509';
import { encodeAsn1, enumerated, generalizedTime, integer, toArrayBuffer, toDer } from '../asn1.ts';
import type { Issuer } from '../certificate.ts';
import { type ExtensionTemplate, toAsn1Extension } from '../extension.ts';
import { toUri } from '../extensions/general-name.ts';
import { authorityKeyIdentifier } from '../extensions/key-identifiers.ts';
import { toSerialOctets } from '../serial-number.ts';
import { toAlgorithmIdentifier } from '../signature-algorithm.ts';
import { toTime, toWholeSeconds } from '../time.ts';
import { type RevocationReason, toReasonCode } from './reason.ts';

const CRL_NUMBER = '2.5.29.20';
const CRL_REASON = '2.5.29.21';
const INVALIDITY_DATE = '2.5.29.24';
const ISSUING_DISTRIBUTION_POINT = '2.5.29.28';
const EXPIRED_CERTS_ON_CRL = '2.5.29.60';

export interface CrlEntry {
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly revokedAt: Date;
  readonly reason?: RevocationReason;
  /** Since when the key is known or suspected to be in wrong hands. */
  readonly invalidityDate?: Date;
}

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
  const { key } = input.issuer;
  const tbsCertList = toTbsCertList(input);
  const signature = toArrayBuffer(await key.sign(toDer(tbsCertList)));
  const signatureAlgorithm = toAlgorithmIdentifier(key.algorithm);
  return toDer(new CertificateList({ tbsCertList, signatureAlgorithm, signature }));
}

function toTbsCertList(input: CrlInput): TBSCertList {
  const { issuer, thisUpdate, nextUpdate, entries } = input;
  if (nextUpdate < thisUpdate) throw new TypeError('"nextUpdate" is before "thisUpdate"');
  return new TBSCertList({
    version: Version.v2,
    signature: toAlgorithmIdentifier(issuer.key.algorithm),
    issuer: AsnConvert.parse(issuer.certificate.der, Asn1Certificate).tbsCertificate.subject,
    thisUpdate: toTime(thisUpdate),
    nextUpdate: toTime(nextUpdate),
    // absent rather than empty (RFC 5280, 5.1.2.6)
    ...(entries.length === 0 ? {} : { revokedCertificates: entries.map(toRevokedCertificate) }),
    crlExtensions: toListExtensions(input).map(toAsn1Extension),
  });
}

function toListExtensions(input: CrlInput): readonly ExtensionTemplate[] {
  const { issuer, number, distributionPoint, expiredKeptSince } = input;
  if (number < 0n) throw new TypeError('"number" is negative');
  return [
    authorityKeyIdentifier(issuer.certificate),
    { oid: CRL_NUMBER, critical: false, value: encodeAsn1(integer(number)) },
    ...(distributionPoint === undefined ? [] : [toIssuingDistributionPoint(distributionPoint)]),
    ...(expiredKeptSince === undefined ? [] : [toTimeExtension(EXPIRED_CERTS_ON_CRL, expiredKeptSince)]),
  ];
}

/** RFC 5280, 5.2.5. */
function toIssuingDistributionPoint(point: NonNullable<CrlInput['distributionPoint']>): ExtensionTemplate {
  const value = new IssuingDistributionPoint({
    distributionPoint: new DistributionPointName({ fullName: point.urls.map(toUri) }),
    onlyContainsUserCerts: point.only === 'userCerts',
    onlyContainsCACerts: point.only === 'caCerts',
  });
  return { oid: ISSUING_DISTRIBUTION_POINT, critical: true, value: toDer(value) };
}

function toRevokedCertificate(entry: CrlEntry): RevokedCertificate {
  const crlEntryExtensions = toEntryExtensions(entry);
  return new RevokedCertificate({
    userCertificate: toSerialOctets(entry.serialNumber),
    revocationDate: toTime(entry.revokedAt),
    ...(crlEntryExtensions.length === 0 ? {} : { crlEntryExtensions }),
  });
}

function toEntryExtensions({ reason, invalidityDate }: CrlEntry): Extension[] {
  const code = toReasonCode(reason);
  const extensions: readonly ExtensionTemplate[] = [
    ...(code === undefined ? [] : [{ oid: CRL_REASON, critical: false, value: encodeAsn1(enumerated(code)) }]),
    ...(invalidityDate === undefined ? [] : [toTimeExtension(INVALIDITY_DATE, invalidityDate)]),
  ];
  return extensions.map(toAsn1Extension);
}

function toTimeExtension(oid: string, date: Date): ExtensionTemplate {
  return { oid, critical: false, value: encodeAsn1(generalizedTime(toWholeSeconds(date))) };
}
