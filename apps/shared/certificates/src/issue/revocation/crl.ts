import { readParts } from '../../read/parts.ts';
import type { Issuer } from '../certificate.ts';
import { enumerated, implicit, integer, sequence, TRUE, tagged } from '../der.ts';
import { type ExtensionTemplate, encodeExtensions } from '../extension.ts';
import { encodeFullName } from '../extensions/addresses.ts';
import { authorityKeyIdentifier } from '../extensions/key-identifiers.ts';
import { encodeSerialNumber } from '../serial-number.ts';
import { encodeAlgorithm } from '../signature-algorithm.ts';
import { encodeSigned } from '../signed.ts';
import { generalizedTime, time } from '../time.ts';
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
  return encodeSigned(encodeContent(input), input.issuer.key);
}

/** TBSCertList (RFC 5280, 5.1). */
function encodeContent(input: CrlInput): Uint8Array {
  const { issuer, thisUpdate, nextUpdate, entries } = input;
  if (nextUpdate < thisUpdate) throw new TypeError('"nextUpdate" is before "thisUpdate"');
  return sequence(
    integer(1),
    encodeAlgorithm(issuer.key.algorithm),
    readParts(issuer.certificate.der).subject.der,
    time(thisUpdate),
    time(nextUpdate),
    // absent rather than empty (RFC 5280, 5.1.2.6); in one piece, since there may be more than a call takes arguments
    ...(entries.length === 0 ? [] : [sequence(Buffer.concat(entries.map(encodeEntry)))]),
    tagged(0, encodeExtensions(toListExtensions(input))),
  );
}

function toListExtensions(input: CrlInput): readonly ExtensionTemplate[] {
  const { issuer, number, distributionPoint, expiredKeptSince } = input;
  if (number < 0n) throw new TypeError('"number" is negative');
  return [
    authorityKeyIdentifier(issuer.certificate),
    { oid: CRL_NUMBER, critical: false, value: integer(number) },
    ...(distributionPoint === undefined ? [] : [toIssuingDistributionPoint(distributionPoint)]),
    ...(expiredKeptSince === undefined ? [] : [toTimeExtension(EXPIRED_CERTS_ON_CRL, expiredKeptSince)]),
  ];
}

const SCOPES = { userCerts: 1, caCerts: 2 } as const;

/** RFC 5280, 5.2.5. */
function toIssuingDistributionPoint(point: NonNullable<CrlInput['distributionPoint']>): ExtensionTemplate {
  const { urls, only } = point;
  const scope = only === undefined ? [] : [implicit(SCOPES[only], TRUE)];
  return { oid: ISSUING_DISTRIBUTION_POINT, critical: true, value: sequence(encodeFullName(urls), ...scope) };
}

function encodeEntry(entry: CrlEntry): Uint8Array {
  const extensions = toEntryExtensions(entry);
  return sequence(
    encodeSerialNumber(entry.serialNumber),
    time(entry.revokedAt),
    ...(extensions.length === 0 ? [] : [encodeExtensions(extensions)]),
  );
}

function toEntryExtensions({ reason, invalidityDate }: CrlEntry): readonly ExtensionTemplate[] {
  const code = toReasonCode(reason);
  return [
    ...(code === undefined ? [] : [{ oid: CRL_REASON, critical: false, value: enumerated(code) }]),
    ...(invalidityDate === undefined ? [] : [toTimeExtension(INVALIDITY_DATE, invalidityDate)]),
  ];
}

function toTimeExtension(oid: string, date: Date): ExtensionTemplate {
  return { oid, critical: false, value: generalizedTime(date) };
}
