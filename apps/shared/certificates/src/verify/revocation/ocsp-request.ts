import { id_pkix_ocsp_nonce, Nonce, OCSPRequest, Request, TBSRequest } from '@peculiar/asn1-ocsp';
import { OctetString } from '@peculiar/asn1-schema';
import { Extension } from '@peculiar/asn1-x509';
import type { OcspCertId } from '../../ocsp/cert-id.ts';
import { toDer } from '../../read/asn1.ts';
import { verbatim } from '../../verbatim.ts';

/** OCSPRequest for one certificate, unsigned (RFC 6960, 4.1). */
export function createOcspRequest({ der }: OcspCertId, nonce: Uint8Array | undefined): Uint8Array {
  const tbsRequest = new TBSRequest({
    requestList: [new Request({ reqCert: verbatim(der) })],
    ...(nonce === undefined ? {} : { requestExtensions: [toExtension(nonce)] }),
  });
  return toDer(new OCSPRequest({ tbsRequest }));
}

/** RFC 9654, 2.1: an octet string within the octet string of the extension. */
function toExtension(nonce: Uint8Array): Extension {
  return new Extension({ extnID: id_pkix_ocsp_nonce, extnValue: new OctetString(toDer(new Nonce(nonce))) });
}
