import { encode, nullValue, objectIdentifier, octetString, sequence, tagged } from '../../issue/der.ts';
import { OCSP_NONCE } from '../../issue/ocsp/request.ts';
import { TAG } from '../../read/der.ts';
import type { CertId } from './cert-id.ts';

/** OCSPRequest for one certificate, unsigned (RFC 6960, 4.1). */
export function createOcspRequest(id: CertId, nonce: Uint8Array | undefined): Uint8Array {
  const list = sequence(sequence(encodeCertId(id)));
  return sequence(nonce === undefined ? sequence(list) : sequence(list, tagged(2, sequence(encodeNonce(nonce)))));
}

function encodeCertId({ hash, issuerNameHash, issuerKeyHash, serialNumber }: CertId): Uint8Array {
  return sequence(
    sequence(objectIdentifier(hash), nullValue()),
    octetString(Buffer.from(issuerNameHash, 'hex')),
    octetString(Buffer.from(issuerKeyHash, 'hex')),
    encode(TAG.integer, Buffer.from(serialNumber, 'hex')),
  );
}

/** RFC 9654, 2.1: an octet string within the octet string of the extension. */
function encodeNonce(nonce: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(OCSP_NONCE), octetString(octetString(nonce)));
}
