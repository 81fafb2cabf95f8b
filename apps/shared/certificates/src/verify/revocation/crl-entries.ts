import { CRLReason, CRLReasons, id_ce_cRLReasons } from '@peculiar/asn1-x509';
import { ObjectIdentifier } from 'asn1js';
import { parseDer, toDer } from '../../read/asn1.ts';
import { type Element, readElement, readElements } from '../../read/element.ts';
import { malformed } from '../../read/error.ts';
import { type RawExtension, toRawExtensions } from '../../read/extensions.ts';
import { TAG } from '../../read/tag.ts';
import { readTime } from '../../read/time.ts';
import { toSerialNumber } from '../../read/values.ts';
import { WrittenRevokedCertificate } from './crl-syntax.ts';
import { RevocationError } from './error.ts';
import { type CertificateStatus, toReason } from './status.ts';

/** The status of a number (lower-case hex without leading zeros) by one list. Throws CertificateError for a broken entry. */
export type FindStatus = (serialNumber: string) => CertificateStatus;

/**
 * Where the entries of a list lie, by number; an entry is read when it is asked for. A list may have some hundred thousand.
 * An extension that is critical and unknown makes the whole list unusable (RFC 5280, 5.3), so all are looked at.
 */
export function indexEntries(list: Uint8Array, entries: Element | undefined): FindStatus {
  const places = new Map<string, number>();
  for (const entry of entries === undefined ? [] : readElements(list, entries)) {
    const serialNumber = readElement(list, entry.start, entry.end);
    const date = readElement(list, serialNumber.end, entry.end);
    if (entry.tag !== TAG.sequence || serialNumber.tag !== TAG.integer)
      throw malformed('An entry of the list is malformed.');
    if (date.end < entry.end) checkExtensions(list, readElement(list, date.end, entry.end));
    places.set(toSerialNumber(list.subarray(serialNumber.start, serialNumber.end)), entry.from);
  }
  return (serialNumber) => {
    const from = places.get(serialNumber);
    if (from === undefined) return { kind: 'good' };
    return readEntry(list.subarray(from, readElement(list, from).end));
  };
}

function checkExtensions(list: Uint8Array, extensions: Element): void {
  for (const extension of readElements(list, extensions)) {
    const oid = readElement(list, extension.start, extension.end);
    const next = readElement(list, oid.end, extension.end);
    if (next.tag === TAG.boolean && list[next.start] !== 0 && !isReason(list.subarray(oid.from, oid.end)))
      throw new RevocationError('ERR_REVOCATION_UNSUPPORTED', 'an entry of the list has an unknown critical extension');
  }
}

const REASON = toDer(new ObjectIdentifier({ value: id_ce_cRLReasons }));

function isReason(oid: Uint8Array): boolean {
  return Buffer.compare(oid, REASON) === 0;
}

function readEntry(der: Uint8Array): CertificateStatus {
  const { revocationDate, crlEntryExtensions } = parseDer(der, WrittenRevokedCertificate, 'revokedCertificate');
  const reason = readReason(toRawExtensions(crlEntryExtensions));
  // Means that it is not revoked any more (RFC 5280, 5.3.1), though only deltas have cause to say so.
  if (reason === CRLReasons.removeFromCRL) return { kind: 'good' };
  return { kind: 'revoked', revokedAt: readTime(revocationDate), reason: toReason(reason) };
}

function readReason(extensions: readonly RawExtension[]): CRLReasons | undefined {
  const extension = extensions.find(({ oid }) => oid === id_ce_cRLReasons);
  return extension && parseDer(extension.value, CRLReason, 'reasonCode').reason;
}
