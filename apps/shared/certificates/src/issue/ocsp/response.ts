import type { Issuer } from '../certificate.ts';
import { enumerated, implicit, objectIdentifier, octetString, sequence, tagged } from '../der.ts';
import { encodeExtensions } from '../extension.ts';
import { toKeyIdentifier } from '../public-key.ts';
import { type RevocationReason, toReasonCode } from '../revocation/reason.ts';
import { encodeSigned } from '../signed.ts';
import { generalizedTime } from '../time.ts';
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
  const { certificate, key } = input.responder;
  const basic = await encodeSigned(encodeContent(input), key, tagged(0, sequence(certificate.der)));
  const bytes = sequence(objectIdentifier(BASIC_RESPONSE), octetString(basic));
  return sequence(enumerated(SUCCESSFUL), tagged(0, bytes));
}

/** RFC 6960, 2.3. */
const ERRORS = { malformedRequest: 1, internalError: 2, tryLater: 3, sigRequired: 5, unauthorized: 6 } as const;
const SUCCESSFUL = 0;

export type OcspErrorStatus = keyof typeof ERRORS;

/** An answer without a status, which is never signed (RFC 6960, 4.2.1). */
export function createOcspError(status: OcspErrorStatus): Uint8Array {
  return sequence(enumerated(ERRORS[status]));
}

/** ResponseData (RFC 6960, 4.2.1). */
function encodeContent({ responder, producedAt, responses, nonce, archiveCutoff }: OcspResponseInput): Uint8Array {
  if (responses.length === 0) throw new TypeError('"responses" is empty');
  return sequence(
    tagged(2, octetString(toKeyIdentifier(responder.key.publicKey))),
    generalizedTime(producedAt),
    sequence(...responses.map((response) => encodeResponse(response, archiveCutoff))),
    ...(nonce === undefined ? [] : [encodeNonce(nonce)]),
  );
}

function encodeNonce(nonce: Uint8Array): Uint8Array {
  if (nonce.length < 1 || nonce.length > 128) throw new TypeError('"nonce" must have 1 to 128 octets');
  return tagged(1, encodeExtensions([{ oid: OCSP_NONCE, critical: false, value: octetString(nonce) }]));
}

function encodeResponse(response: OcspSingleResponse, archiveCutoff: Date | undefined): Uint8Array {
  const { certId, status, thisUpdate, nextUpdate } = response;
  return sequence(
    certId.der,
    encodeStatus(status),
    generalizedTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [tagged(0, generalizedTime(nextUpdate))]),
    ...(archiveCutoff === undefined ? [] : [encodeArchiveCutoff(archiveCutoff)]),
  );
}

function encodeArchiveCutoff(date: Date): Uint8Array {
  return tagged(1, encodeExtensions([{ oid: ARCHIVE_CUTOFF, critical: false, value: generalizedTime(date) }]));
}

function encodeStatus(status: OcspStatus): Uint8Array {
  switch (status.kind) {
    case 'good':
      return implicit(0);
    case 'revoked':
      return encodeRevoked(status.revokedAt, toReasonCode(status.reason));
    case 'unknown':
      return implicit(2);
    default:
      throw new TypeError(`unknown status "${status satisfies never}"`);
  }
}

function encodeRevoked(revokedAt: Date, reason: number | undefined): Uint8Array {
  return tagged(1, generalizedTime(revokedAt), ...(reason === undefined ? [] : [tagged(0, enumerated(reason))]));
}
