import { id_pkix_ocsp_nonce, Nonce, type OCSPRequest } from '@peculiar/asn1-ocsp';
import type { OctetString } from '@peculiar/asn1-schema';
import type { Extension } from '@peculiar/asn1-x509';
import { type OcspCertId, readCertId } from '../../ocsp/cert-id.ts';
import { WrittenOCSPRequest } from '../../ocsp/request-syntax.ts';
import { parseDer } from '../../read/asn1.ts';
import { CertificateError, malformed } from '../../read/error.ts';
import { IssueError } from '../error.ts';

export interface OcspRequest {
  /** At least one. */
  readonly certIds: readonly OcspCertId[];
  /** To be repeated in the answer (RFC 9654, 2.1), 1 to 128 octets. */
  readonly nonce?: Uint8Array;
}

/** Far more than an honest client asks for at once. */
const MAX_BYTES = 16_384;

/**
 * Reads a request for the status of certificates (RFC 6960, 4.1.1). A signature on it is not looked at, since nobody
 * need be known to be answered. Throws IssueError `ERR_OCSP_REQUEST_MALFORMED`: answer `createOcspError('malformedRequest')`.
 */
export function readOcspRequest(der: Uint8Array): OcspRequest {
  try {
    if (der.length > MAX_BYTES) throw malformed(`The request is longer than ${MAX_BYTES} bytes.`);
    return readRequest(parseDer(Uint8Array.from(der), WrittenOCSPRequest, 'OCSPRequest'));
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    throw new IssueError('ERR_OCSP_REQUEST_MALFORMED', error.message, { cause: error });
  }
}

function readRequest({ tbsRequest: { requestList, requestExtensions } }: OCSPRequest): OcspRequest {
  if (requestList.length === 0) throw malformed('"requestList" is empty.');
  for (const { singleRequestExtensions } of requestList) checkExtensions(singleRequestExtensions);
  checkExtensions(requestExtensions);
  const nonce = readNonce(requestExtensions);
  return { certIds: requestList.map(({ reqCert }) => readCertId(reqCert)), ...(nonce === undefined ? {} : { nonce }) };
}

/** Whoever asks for what must not be overlooked is not to be answered as if it had been seen (RFC 5280, 4.2). */
function checkExtensions(extensions: readonly Extension[] | undefined): void {
  if (extensions?.length === 0) throw malformed('A list of extensions is empty.');
  const unknown = extensions?.find(({ critical, extnID }) => critical && extnID !== id_pkix_ocsp_nonce);
  if (unknown !== undefined) throw malformed(`The extension ${unknown.extnID} is critical and not known.`);
}

/** RFC 9654, 2.1: none of 0 octets, none of more than 128, and none that stands twice. */
function readNonce(extensions: readonly Extension[] = []): Uint8Array | undefined {
  const [extension, another] = extensions.filter(({ extnID }) => extnID === id_pkix_ocsp_nonce);
  if (another !== undefined) throw malformed('The request has several nonces.');
  return extension && checkNonce(toBytes(parseDer(toBytes(extension.extnValue), Nonce, 'Nonce')));
}

function checkNonce(nonce: Uint8Array): Uint8Array {
  if (nonce.length >= 1 && nonce.length <= 128) return nonce;
  throw malformed(`A nonce of ${nonce.length} octets is outside of 1 to 128.`);
}

function toBytes({ buffer }: OctetString): Uint8Array {
  return new Uint8Array(buffer);
}
