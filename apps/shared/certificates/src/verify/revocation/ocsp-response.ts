import { OIDS } from '../../oids.ts';
import { context, type DerNode, readDer, TAG } from '../../read/der.ts';
import { type RawExtension, readRawExtensions } from '../../read/extensions.ts';
import { expectTag, type Fields, fieldsOf, sequenceOf } from '../../read/fields.ts';
import { readTime } from '../../read/time.ts';
import { toCount, toOid } from '../../read/values.ts';
import { type CertId, readCertId } from './cert-id.ts';
import { RevocationError } from './error.ts';
import { type CertificateStatus, toReason } from './status.ts';

/** A basic response as it stands (RFC 6960, 4.2.1). Nothing is believed here. */
export interface OcspResponse {
  /** BasicOCSPResponse. */
  readonly der: Uint8Array;
  readonly responderId: { readonly by: 'name' | 'key'; readonly octets: Uint8Array };
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly extensions: readonly RawExtension[];
  /** DER of the certificates that the responder sends along. */
  readonly certificates: readonly Uint8Array[];
}

export interface SingleResponse {
  readonly id: CertId;
  readonly status: CertificateStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly extensions: readonly RawExtension[];
}

const ENUMERATED = 0x0a;
const BASIC = `${OIDS.ocsp}.1`;
/** RFC 6960, 4.2.1. */
const STATUSES = [
  'successful',
  'malformedRequest',
  'internalError',
  undefined,
  'tryLater',
  'sigRequired',
  'unauthorized',
];

/** Throws RevocationError for a responder that has no answer, CertificateError for what cannot be read. */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  const fields = sequenceOf(readDer(der), 'OCSPResponse');
  const status = toCount(fields.take(ENUMERATED, 'responseStatus'), 'responseStatus');
  if (status !== 0)
    throw new RevocationError('ERR_REVOCATION_NO_ANSWER', `the responder says "${STATUSES[status] ?? status}"`);
  const [bytes] = fields.take(context(0, 'constructed'), 'responseBytes').children;
  fields.end('OCSPResponse');
  const body = sequenceOf(bytes, 'responseBytes');
  const type = toOid(body.take(TAG.oid, 'responseType'));
  if (type !== BASIC) throw new RevocationError('ERR_REVOCATION_UNSUPPORTED', `the response is of type ${type}`);
  return readBasic(body.take(TAG.octetString, 'response').content);
}

function readBasic(der: Uint8Array): OcspResponse {
  const fields = sequenceOf(readDer(der), 'BasicOCSPResponse');
  const signed = sequenceOf(fields.takeAny(), 'tbsResponseData');
  fields.take(TAG.sequence, 'signatureAlgorithm');
  fields.take(TAG.bitString, 'signature');
  const certificates = fields.takeIf(context(0, 'constructed'))?.children[0]?.children.map((node) => node.der) ?? [];
  fields.end('BasicOCSPResponse');
  signed.takeIf(context(0, 'constructed'));
  const responderId = readResponderId(signed.takeAny());
  const producedAt = readTime(signed.take(TAG.generalizedTime, 'producedAt'));
  const responses = signed.take(TAG.sequence, 'responses').children.map(readSingle);
  const extensions = readExtensions(signed, 1);
  signed.end('tbsResponseData');
  return { der, responderId, producedAt, responses, extensions, certificates };
}

function readResponderId(node: DerNode | undefined): OcspResponse['responderId'] {
  if (node?.tag === context(1, 'constructed'))
    return { by: 'name', octets: expectTag(node.children[0], TAG.sequence, 'byName').der };
  const key = expectTag(node, context(2, 'constructed'), 'responderID').children[0];
  return { by: 'key', octets: expectTag(key, TAG.octetString, 'byKey').content };
}

function readSingle(node: DerNode): SingleResponse {
  const fields = sequenceOf(node, 'SingleResponse');
  const id = readCertId(fields.takeAny());
  const status = readStatus(fields.takeAny());
  const thisUpdate = readTime(fields.take(TAG.generalizedTime, 'thisUpdate'));
  const next = fields.takeIf(context(0, 'constructed'))?.children[0];
  const nextUpdate = next && readTime(next);
  const extensions = readExtensions(fields, 1);
  fields.end('SingleResponse');
  return { id, status, thisUpdate, nextUpdate, extensions };
}

function readStatus(node: DerNode | undefined): CertificateStatus {
  switch (node?.tag) {
    case context(0, 'primitive'):
      return { kind: 'good' };
    case context(2, 'primitive'):
      return { kind: 'unknown' };
    default:
      return readRevoked(expectTag(node, context(1, 'constructed'), 'certStatus'));
  }
}

function readRevoked(node: DerNode): CertificateStatus {
  const fields = fieldsOf(node);
  const revokedAt = readTime(fields.take(TAG.generalizedTime, 'revocationTime'));
  const reason = fields.takeIf(context(0, 'constructed'))?.children[0];
  fields.end('RevokedInfo');
  return { kind: 'revoked', revokedAt, reason: toReason(reason && toCount(reason, 'revocationReason')) };
}

function readExtensions(fields: Fields, number: number): readonly RawExtension[] {
  const list = fields.takeIf(context(number, 'constructed'))?.children[0];
  return list === undefined ? [] : readRawExtensions(list);
}
