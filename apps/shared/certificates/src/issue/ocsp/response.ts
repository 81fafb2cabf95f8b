import {
  ArchiveCutoff,
  BasicOCSPResponse,
  CertStatus,
  id_pkix_ocsp_archive_cutoff,
  id_pkix_ocsp_basic,
  id_pkix_ocsp_nonce,
  KeyHash,
  Nonce,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { OctetString } from '@peculiar/asn1-schema';
import { type Certificate as Asn1Certificate, CRLReason, type Extension } from '@peculiar/asn1-x509';
import type { OcspCertId } from '../../ocsp/cert-id.ts';
import { toDer } from '../../read/asn1.ts';
import { verbatim } from '../../verbatim.ts';
import type { Issuer } from '../certificate.ts';
import { toAsn1Extension } from '../extension.ts';
import { toKeyIdentifier } from '../public-key.ts';
import { type RevocationReason, toReasonCode } from '../revocation/reason.ts';
import { signContent } from '../signed.ts';
import { toWholeSeconds } from '../time.ts';

/** RFC 6960, 2.2. `good` must only be said of what was issued. */
export type OcspStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly revokedAt: Date; readonly reason?: RevocationReason }
  | { readonly kind: 'unknown' };

export interface OcspSingleResponse {
  readonly certId: OcspCertId;
  readonly status: OcspStatus;
  readonly thisUpdate: Date;
  /** When newer word will be had, at the latest; absent where it can be had at any time. */
  readonly nextUpdate?: Date;
}

export interface OcspResponseInput {
  /** The CA itself, or whom it delegated to (`ocspResponderTemplate`); its certificate goes along. */
  readonly responder: Issuer;
  readonly producedAt: Date;
  readonly responses: readonly OcspSingleResponse[];
  /** As the request had it. */
  readonly nonce?: Uint8Array;
  /** Status is known of certificates that expired since then (RFC 6960, 4.4.4), as EN 319 411-2 wants of qualified ones. */
  readonly archiveCutoff?: Date;
}

/** A signed answer (RFC 6960, 4.2.1), in DER. The responder is named by its key. */
export async function createOcspResponse(input: OcspResponseInput): Promise<Uint8Array> {
  const { certificate, key } = input.responder;
  const { content, signatureAlgorithm, signature } = await signContent(toContent(input), key);
  const certs = [verbatim<Asn1Certificate>(certificate.der)];
  const basic = new BasicOCSPResponse({ tbsResponseData: content, signatureAlgorithm, signature, certs });
  const response = new OctetString(toDer(basic));
  const responseBytes = new ResponseBytes({ responseType: id_pkix_ocsp_basic, response });
  return toDer(new OCSPResponse({ responseStatus: OCSPResponseStatus.successful, responseBytes }));
}

/** RFC 6960, 2.3. */
export type OcspErrorStatus = Exclude<keyof typeof OCSPResponseStatus, 'successful'>;

/** An answer without a status, which is never signed (RFC 6960, 4.2.1). */
export function createOcspError(status: OcspErrorStatus): Uint8Array {
  const responseStatus = OCSPResponseStatus[status];
  if (!responseStatus) throw new TypeError(`"${status}" is no error`);
  return toDer(new OCSPResponse({ responseStatus }));
}

function toContent({ responder, producedAt, responses, nonce, archiveCutoff }: OcspResponseInput): ResponseData {
  if (responses.length === 0) throw new TypeError('"responses" is empty');
  const byKey = new KeyHash(toKeyIdentifier(responder.key.publicKey));
  return new ResponseData({
    responderID: new ResponderID({ byKey }),
    producedAt: toWholeSeconds(producedAt),
    responses: responses.map((response) => toSingleResponse(response, archiveCutoff)),
    ...(nonce === undefined ? {} : { responseExtensions: [toNonce(nonce)] }),
  });
}

function toNonce(nonce: Uint8Array): Extension {
  if (nonce.length < 1 || nonce.length > 128) throw new TypeError('"nonce" must have 1 to 128 octets');
  return toAsn1Extension({ oid: id_pkix_ocsp_nonce, critical: false, value: toDer(new Nonce(nonce)) });
}

function toSingleResponse(response: OcspSingleResponse, archiveCutoff: Date | undefined): SingleResponse {
  const { certId, status, thisUpdate, nextUpdate } = response;
  return new SingleResponse({
    certID: verbatim(certId.der),
    certStatus: toCertStatus(status),
    thisUpdate: toWholeSeconds(thisUpdate),
    ...(nextUpdate === undefined ? {} : { nextUpdate: toWholeSeconds(nextUpdate) }),
    ...(archiveCutoff === undefined ? {} : { singleExtensions: [toArchiveCutoff(archiveCutoff)] }),
  });
}

function toArchiveCutoff(date: Date): Extension {
  const value = toDer(new ArchiveCutoff(toWholeSeconds(date)));
  return toAsn1Extension({ oid: id_pkix_ocsp_archive_cutoff, critical: false, value });
}

function toCertStatus(status: OcspStatus): CertStatus {
  switch (status.kind) {
    case 'good':
      return new CertStatus({ good: null });
    case 'revoked':
      return new CertStatus({ revoked: toRevokedInfo(status.revokedAt, status.reason) });
    case 'unknown':
      return new CertStatus({ unknown: null });
    default:
      throw new TypeError(`unknown status "${status satisfies never}"`);
  }
}

function toRevokedInfo(revokedAt: Date, reason: RevocationReason | undefined): RevokedInfo {
  const code = toReasonCode(reason);
  return new RevokedInfo({
    revocationTime: toWholeSeconds(revokedAt),
    ...(code === undefined ? {} : { revocationReason: new CRLReason(code) }),
  });
}
