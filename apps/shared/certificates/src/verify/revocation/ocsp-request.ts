import { context, TAG } from '../../read/der.ts';
import type { CertId } from './cert-id.ts';
import { encode, encodeOid } from './encode.ts';

export const OCSP_NONCE = '1.3.6.1.5.5.7.48.1.2';

/** OCSPRequest for one certificate, unsigned (RFC 6960, 4.1). */
export function createOcspRequest(id: CertId, nonce: Uint8Array | undefined): Uint8Array {
  const list = sequence(sequence(encodeCertId(id)));
  if (nonce === undefined) return sequence(sequence(list));
  return sequence(sequence(list, encode(context(2, 'constructed'), sequence(encodeNonce(nonce)))));
}

const sequence = (...items: readonly Uint8Array[]) => encode(TAG.sequence, ...items);
const octetString = (content: Uint8Array) => encode(TAG.octetString, content);

function encodeCertId({ hash, issuerNameHash, issuerKeyHash, serialNumber }: CertId): Uint8Array {
  return sequence(
    sequence(encodeOid(hash), encode(TAG.null)),
    octetString(Buffer.from(issuerNameHash, 'hex')),
    octetString(Buffer.from(issuerKeyHash, 'hex')),
    encode(TAG.integer, Buffer.from(serialNumber, 'hex')),
  );
}

/** RFC 9654, 2.1: an octet string within the octet string of the extension. */
function encodeNonce(nonce: Uint8Array): Uint8Array {
  return sequence(encodeOid(OCSP_NONCE), octetString(octetString(nonce)));
}
