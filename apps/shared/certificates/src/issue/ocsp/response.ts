import {
  BasicOCSPResponse,
  CertID,
  CertStatus,
  KeyHash,
  OCSPResponse,
  OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Certificate as Asn1Certificate, CRLReason } from '@peculiar/asn1-x509';
import { encodeAsn1, generalizedTime, octetString, toArrayBuffer, toDer } from '../asn1.ts';
import type { Issuer } from '../certificate.ts';
import { toAsn1Extension } from '../extension.ts';
import { toKeyIdentifier } from '../public-key.ts';
import { type RevocationReason, toReasonCode } from '../revocation/reason.ts';
import { toAlgorithmIdentifier } from '../signature-algorithm.ts';
import { toWholeSeconds } from '../time.ts';
import type { OcspCertId } from './cert-id.ts';
import { OCSP_NONCE } from './request.ts';

const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1';
const ARCHIVE_CUTOFF = '1.3.6.1.5.5.7.48.1.6';

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
  const { key, certificate } = input.responder;
  const tbsResponseData = toResponseData(input);
  const signature = toArrayBuffer(await key.sign(toDer(tbsResponseData)));
  const basic = new BasicOCSPResponse({
    tbsResponseData,
    signatureAlgorithm: toAlgorithmIdentifier(key.algorithm),
    signature,
    certs: [AsnConvert.parse(certificate.der, Asn1Certificate)],
  });
  const response = new OctetString(toDer(basic));
  const responseBytes = new ResponseBytes({ responseType: BASIC_RESPONSE, response });
  return toDer(new OCSPResponse({ responseStatus: OCSPResponseStatus.successful, responseBytes }));
}

/** RFC 6960, 2.3. */
export type OcspErrorStatus = 'malformedRequest' | 'internalError' | 'tryLater' | 'sigRequired' | 'unauthorized';

/** An answer without a status, which is never signed (RFC 6960, 4.2.1). */
export function createOcspError(status: OcspErrorStatus): Uint8Array {
  return toDer(new OCSPResponse({ responseStatus: OCSPResponseStatus[status] }));
}

function toResponseData({ responder, producedAt, responses, nonce, archiveCutoff }: OcspResponseInput): ResponseData {
  if (responses.length === 0) throw new TypeError('"responses" is empty');
  const byKey = new KeyHash(toKeyIdentifier(responder.key.publicKey));
  return new ResponseData({
    responderID: new ResponderID({ byKey }),
    producedAt: toWholeSeconds(producedAt),
    responses: responses.map((response) => toSingleResponse(response, archiveCutoff)),
    ...(nonce === undefined ? {} : { responseExtensions: [toNonce(nonce)] }),
  });
}

function toNonce(nonce: Uint8Array) {
  if (nonce.length < 1 || nonce.length > 128) throw new TypeError('"nonce" must have 1 to 128 octets');
  return toAsn1Extension({ oid: OCSP_NONCE, critical: false, value: encodeAsn1(octetString(nonce)) });
}

function toSingleResponse(response: OcspSingleResponse, archiveCutoff: Date | undefined): SingleResponse {
  const { certId, status, thisUpdate, nextUpdate } = response;
  return new SingleResponse({
    certID: AsnConvert.parse(certId.der, CertID),
    certStatus: toCertStatus(status),
    thisUpdate: toWholeSeconds(thisUpdate),
    ...(nextUpdate === undefined ? {} : { nextUpdate: toWholeSeconds(nextUpdate) }),
    ...(archiveCutoff === undefined ? {} : { singleExtensions: [toArchiveCutoff(archiveCutoff)] }),
  });
}

function toArchiveCutoff(date: Date) {
  const value = encodeAsn1(generalizedTime(toWholeSeconds(date)));
  return toAsn1Extension({ oid: ARCHIVE_CUTOFF, critical: false, value });
}

function toCertStatus(status: OcspStatus): CertStatus {
  switch (status.kind) {
    case 'good':
      return new CertStatus({ good: null });
    case 'unknown':
      return new CertStatus({ unknown: null });
    case 'revoked':
      return new CertStatus({ revoked: toRevokedInfo(status.revokedAt, toReasonCode(status.reason)) });
    default:
      throw new TypeError(`unknown status "${status satisfies never}"`);
  }
}

function toRevokedInfo(revokedAt: Date, reason: CRLReason['reason'] | undefined): RevokedInfo {
  const revocationTime = toWholeSeconds(revokedAt);
  return new RevokedInfo({
    revocationTime,
    ...(reason === undefined ? {} : { revocationReason: new CRLReason(reason) }),
  });
}
