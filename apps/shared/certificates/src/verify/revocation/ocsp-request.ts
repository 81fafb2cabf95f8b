import { context, TAG } from '../../read/der.ts';
import type { CertId } from './cert-id.ts';
import { encode, encodeOid } from './encode.ts';

export const NONCE_OID = '1.3.6.1.5.5.7.48.1.2';

/** OCSPRequest for one certificate, unsigned (RFC 6960, 4.1). */
export function createOcspRequest(id: CertId, nonce: Uint8Array | undefined): Uint8Array {
  const request = encode(TAG.sequence, encodeCertId(id));
  const extensions =
    nonce === undefined ? [] : [encode(context(2, 'constructed'), encode(TAG.sequence, encodeNonce(nonce)))];
  return encode(TAG.sequence, encode(TAG.sequence, encode(TAG.sequence, request), ...extensions));
}

function encodeCertId({ hash, issuerNameHash, issuerKeyHash, serialNumber }: CertId): Uint8Array {
  return encode(
    TAG.sequence,
    encode(TAG.sequence, encodeOid(hash), encode(TAG.null)),
    encode(TAG.octetString, Buffer.from(issuerNameHash, 'hex')),
    encode(TAG.octetString, Buffer.from(issuerKeyHash, 'hex')),
    encode(TAG.integer, Buffer.from(serialNumber, 'hex')),
  );
}

/** RFC 9654, 2.1: an octet string within the octet string of the extension. */
function encodeNonce(nonce: Uint8Array): Uint8Array {
  return encode(TAG.sequence, encodeOid(NONCE_OID), encode(TAG.octetString, encode(TAG.octetString, nonce)));
}
