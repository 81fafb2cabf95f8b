import { readDer, TAG } from '../../read/der.ts';
import { malformed } from '../../read/error.ts';
import { type RawExtension, readRawExtensions } from '../../read/extensions.ts';
import { sequenceOf } from '../../read/fields.ts';
import { readTime } from '../../read/time.ts';
import { toCount, toIntegerHex } from '../../read/values.ts';
import { RevocationError } from './error.ts';
import { readSpan, readSpans, type Span } from './span.ts';
import { type CertificateStatus, toReason } from './status.ts';

/** The status of a number (lower-case hex without leading zeros) by one list. Throws CertificateError for a broken entry. */
export type FindStatus = (serialNumber: string) => CertificateStatus;

const CRL_REASON = '2.5.29.21';
const REASON_REMOVED = 'removeFromCRL';

/**
 * Where the entries of a list lie, by number; an entry is read when it is asked for. A list may have some hundred thousand.
 * An extension that is critical and unknown makes the whole list unusable (RFC 5280, 5.3), so all are looked at.
 */
export function indexEntries(list: Uint8Array, revokedCertificates: Span | undefined): FindStatus {
  const offsets = new Map<string, number>();
  const octets = Buffer.from(list.buffer, list.byteOffset, list.byteLength);
  for (const entry of revokedCertificates === undefined ? [] : readSpans(list, revokedCertificates)) {
    const serialNumber = readSpan(list, entry.start, entry.end);
    const date = readSpan(list, serialNumber.end, entry.end);
    if (entry.tag !== TAG.sequence || serialNumber.tag !== TAG.integer)
      throw malformed('An entry of the list is malformed.');
    if (date.end < entry.end) checkExtensions(list, readSpan(list, date.end, entry.end));
    offsets.set(toKey(octets, serialNumber), entry.from);
  }
  return (serialNumber) => {
    const from = offsets.get(serialNumber);
    return from === undefined ? { kind: 'good' } : readEntry(list, readSpan(list, from, list.length));
  };
}

function checkExtensions(list: Uint8Array, extensions: Span): void {
  for (const extension of readSpans(list, extensions)) {
    const oid = readSpan(list, extension.start, extension.end);
    const next = readSpan(list, oid.end, extension.end);
    if (next.tag === TAG.boolean && list[next.start] !== 0 && !isReason(list, oid))
      throw new RevocationError('ERR_REVOCATION_UNSUPPORTED', 'an entry of the list has an unknown critical extension');
  }
}

/** 2.5.29.21 in DER. */
function isReason(list: Uint8Array, { start, end }: Span): boolean {
  return end - start === 3 && list[start] === 0x55 && list[start + 1] === 0x1d && list[start + 2] === 0x15;
}

/** As certificates write their numbers. A negative one, which only a broken issuer gives, goes the long way. */
function toKey(octets: Buffer, { from, start, end }: Span): string {
  const first = octets[start] ?? 0;
  if (first >= 0x80 || end === start) return toIntegerHex(readDer(octets.subarray(from, end)));
  const hex = octets.toString('hex', start, end);
  return first >= 0x10 ? hex : hex.replace(/^0+(?=.)/, '');
}

function readEntry(list: Uint8Array, { from, end }: Span): CertificateStatus {
  const fields = sequenceOf(readDer(list.subarray(from, end)), 'revokedCertificate');
  fields.take(TAG.integer, 'userCertificate');
  const date = fields.takeAny();
  const extensions = fields.takeIf(TAG.sequence);
  fields.end('revokedCertificate');
  if (date === undefined) throw malformed('An entry of the list has no date.');
  const reason = extensions === undefined ? 'unspecified' : readReason(readRawExtensions(extensions));
  // Means that it is not revoked any more (RFC 5280, 5.3.1), though only deltas have cause to say so.
  return reason === REASON_REMOVED ? { kind: 'good' } : { kind: 'revoked', revokedAt: readTime(date), reason };
}

function readReason(extensions: readonly RawExtension[]): string {
  const extension = extensions.find(({ oid }) => oid === CRL_REASON);
  return toReason(extension && toCount(readDer(extension.value), 'reasonCode'));
}
