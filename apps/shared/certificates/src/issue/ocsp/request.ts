import { context, type DerNode, readDer, TAG } from '../../read/der.ts';
import { CertificateError, malformed } from '../../read/error.ts';
import { elementsOf, expectTag, type Fields, sequenceOf } from '../../read/fields.ts';
import { toBoolean, toHex, toIntegerHex, toOid } from '../../read/values.ts';
import { IssueError } from '../error.ts';
import { CERT_ID_HASHES, type CertIdHash, type OcspCertId } from './cert-id.ts';

export interface OcspRequest {
  /** At least one. */
  readonly certIds: readonly OcspCertId[];
  /** To be repeated in the answer (RFC 9654, 2.1), 1 to 128 octets. */
  readonly nonce?: Uint8Array;
}

export const OCSP_NONCE = '1.3.6.1.5.5.7.48.1.2';
/** Far more than an honest client asks for at once. */
const MAX_BYTES = 16_384;

/**
 * Reads a request for the status of certificates (RFC 6960, 4.1.1). A signature on it is not looked at, since nobody
 * need be known to be answered. Throws IssueError `ERR_OCSP_REQUEST_MALFORMED`: answer `createOcspError('malformedRequest')`.
 */
export function readOcspRequest(der: Uint8Array): OcspRequest {
  try {
    if (der.length > MAX_BYTES) throw malformed(`The request is longer than ${MAX_BYTES} bytes.`);
    return readRequest(readDer(Uint8Array.from(der)));
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new IssueError('ERR_OCSP_REQUEST_MALFORMED', error.message, { cause: error });
  }
}

function readRequest(node: DerNode): OcspRequest {
  const outer = sequenceOf(node, 'OCSPRequest');
  const fields = sequenceOf(outer.takeAny(), 'tbsRequest');
  outer.takeIf(context(0, 'constructed'));
  outer.end('OCSPRequest');
  fields.takeIf(context(0, 'constructed'));
  fields.takeIf(context(1, 'constructed'));
  const certIds = elementsOf(fields.take(TAG.sequence, 'requestList'), 'requestList').map(readSingleRequest);
  const nonce = readNonce(fields);
  fields.end('tbsRequest');
  return { certIds, ...(nonce === undefined ? {} : { nonce }) };
}

function readSingleRequest(node: DerNode): OcspCertId {
  const fields = sequenceOf(node, 'Request');
  const certId = fields.take(TAG.sequence, 'reqCert');
  readExtensions(fields.takeIf(context(0, 'constructed')), 'singleRequestExtensions');
  fields.end('Request');
  return readCertId(certId);
}

function readCertId(node: DerNode): OcspCertId {
  const fields = sequenceOf(node, 'CertID');
  const hashOid = toOid(sequenceOf(fields.takeAny(), 'hashAlgorithm').take(TAG.oid, 'algorithm'));
  const issuerNameHash = toHex(fields.take(TAG.octetString, 'issuerNameHash').content);
  const issuerKeyHash = toHex(fields.take(TAG.octetString, 'issuerKeyHash').content);
  const serialNumber = toIntegerHex(fields.take(TAG.integer, 'serialNumber'));
  fields.end('CertID');
  return { der: node.der, hash: toHash(hashOid), issuerNameHash, issuerKeyHash, serialNumber };
}

function toHash(oid: string): OcspCertId['hash'] {
  // holds: the keys of CERT_ID_HASHES are CertIdHash
  const names = Object.keys(CERT_ID_HASHES) as CertIdHash[];
  return names.find((name) => CERT_ID_HASHES[name] === oid) ?? 'unknown';
}

/** RFC 9654, 2.1: none of 0 octets, none of more than 128, and none that stands twice. */
function readNonce(fields: Fields): Uint8Array | undefined {
  const extensions = readExtensions(fields.takeIf(context(2, 'constructed')), 'requestExtensions');
  const [nonce, another] = extensions.filter(({ oid }) => oid === OCSP_NONCE);
  if (another !== undefined) throw malformed('The request has several nonces.');
  return nonce && checkNonce(expectTag(readDer(nonce.value), TAG.octetString, 'Nonce').content);
}

interface RequestExtension {
  readonly oid: string;
  readonly value: Uint8Array;
}

function readExtensions(tagged: DerNode | undefined, what: string): readonly RequestExtension[] {
  if (tagged === undefined) return [];
  const [list, ...more] = tagged.children;
  if (list === undefined || more.length > 0) throw malformed(`"${what}" is not one list.`);
  return elementsOf(list, what).map(readExtension);
}

function readExtension(node: DerNode): RequestExtension {
  const fields = sequenceOf(node, 'Extension');
  const oid = toOid(fields.take(TAG.oid, 'extnID'));
  const critical = fields.takeIf(TAG.boolean);
  const value = fields.take(TAG.octetString, 'extnValue').content;
  fields.end('Extension');
  // whoever asks for what must not be overlooked is not to be answered as if it had been seen (RFC 5280, 4.2)
  if (critical !== undefined && toBoolean(critical) && oid !== OCSP_NONCE)
    throw malformed(`The extension ${oid} is critical and not known.`);
  return { oid, value };
}

function checkNonce(nonce: Uint8Array): Uint8Array {
  if (nonce.length >= 1 && nonce.length <= 128) return nonce;
  throw malformed(`A nonce of ${nonce.length} octets is outside of 1 to 128.`);
}
