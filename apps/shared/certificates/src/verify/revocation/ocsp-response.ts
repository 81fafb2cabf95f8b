import {
  OCSPResponse as Asn1Response,
  type SingleResponse as Asn1SingleResponse,
  type CertStatus,
  id_pkix_ocsp_basic,
  OCSPResponseStatus,
  type ResponderID,
  type RevokedInfo,
} from '@peculiar/asn1-ocsp';
import { type OcspCertId, readCertId } from '../../ocsp/cert-id.ts';
import { WrittenBasicOCSPResponse } from '../../ocsp/response-syntax.ts';
import { parseDer, toDer } from '../../read/asn1.ts';
import { malformed } from '../../read/error.ts';
import { type RawExtension, toRawExtensions } from '../../read/extensions.ts';
import type { Signed } from '../../read/signature.ts';
import { RevocationError } from './error.ts';
import { type CertificateStatus, toReason } from './status.ts';

/** A basic response as it stands (RFC 6960, 4.2.1). Nothing is believed here. */
export interface OcspResponse {
  readonly signed: Signed;
  /** DER of the name, or the hash of the key. */
  readonly responderId: { readonly by: 'name' | 'key'; readonly octets: Uint8Array };
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly extensions: readonly RawExtension[];
  /** DER of the certificates that the responder sends along. */
  readonly certificates: readonly Uint8Array[];
}

export interface SingleResponse {
  readonly id: OcspCertId;
  readonly status: CertificateStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly extensions: readonly RawExtension[];
}

/** Throws RevocationError for a responder that has no answer, CertificateError for what cannot be read. */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  const { responseStatus, responseBytes } = parseDer(der, Asn1Response, 'OCSPResponse');
  if (responseStatus !== OCSPResponseStatus.successful)
    throw new RevocationError(
      'ERR_REVOCATION_NO_ANSWER',
      `the responder says "${OCSPResponseStatus[responseStatus] ?? responseStatus}"`,
    );
  if (responseBytes === undefined) throw malformed('"responseBytes" is missing.');
  const { responseType, response } = responseBytes;
  if (responseType !== id_pkix_ocsp_basic)
    throw new RevocationError('ERR_REVOCATION_UNSUPPORTED', `the response is of type ${responseType}`);
  return toResponse(parseDer(new Uint8Array(response.buffer), WrittenBasicOCSPResponse, 'BasicOCSPResponse'));
}

function toResponse(basic: WrittenBasicOCSPResponse): OcspResponse {
  const { responderID, producedAt, responses, responseExtensions } = basic.tbsResponseData;
  return {
    signed: {
      bytes: new Uint8Array(basic.tbsResponseDataRaw ?? []),
      algorithm: basic.signatureAlgorithm,
      signature: new Uint8Array(basic.signature),
    },
    responderId: toResponderId(responderID),
    producedAt,
    responses: responses.map(toSingle),
    extensions: toRawExtensions(responseExtensions),
    certificates: basic.certs ?? [],
  };
}

function toResponderId({ byName, byKey }: ResponderID): OcspResponse['responderId'] {
  if (byName !== undefined) return { by: 'name', octets: toDer(byName) };
  if (byKey !== undefined) return { by: 'key', octets: new Uint8Array(byKey.buffer) };
  throw malformed('"responderID" is missing.');
}

function toSingle({
  certID,
  certStatus,
  thisUpdate,
  nextUpdate,
  singleExtensions,
}: Asn1SingleResponse): SingleResponse {
  const extensions = toRawExtensions(singleExtensions);
  return { id: readCertId(certID), status: toStatus(certStatus), thisUpdate, nextUpdate, extensions };
}

function toStatus({ good, revoked }: CertStatus): CertificateStatus {
  if (revoked !== undefined) return toRevoked(revoked);
  return { kind: good === null ? 'good' : 'unknown' };
}

function toRevoked({ revocationTime, revocationReason }: RevokedInfo): CertificateStatus {
  return { kind: 'revoked', revokedAt: revocationTime, reason: toReason(revocationReason?.reason) };
}
