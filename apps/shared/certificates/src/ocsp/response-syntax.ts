import { ResponseData, SingleResponse } from '@peculiar/asn1-ocsp';
import { AsnProp, AsnPropTypes, type IAsnConverter } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import type { BaseBlock } from 'asn1js';
import { WrittenExtensions } from '../read/syntax.ts';
import { verbatim } from '../verbatim.ts';

// RFC 6960, 4.2.1: classes of asn1-ocsp that are written again as they were read, in the manner of ../read/syntax.ts.

class WrittenSingleResponse extends SingleResponse {}
AsnProp({ type: WrittenExtensions, context: 1, optional: true })(WrittenSingleResponse.prototype, 'singleExtensions');

export class WrittenResponseData extends ResponseData {
  constructor() {
    super();
    Object.assign(this, { version: undefined });
  }
}
AsnProp({ type: AsnPropTypes.Integer, context: 0, optional: true })(WrittenResponseData.prototype, 'version');
AsnProp({ type: WrittenSingleResponse, repeated: 'sequence' })(WrittenResponseData.prototype, 'responses');
AsnProp({ type: WrittenExtensions, context: 1, optional: true })(WrittenResponseData.prototype, 'responseExtensions');

const UNREAD: IAsnConverter<Uint8Array> = {
  fromASN: ({ valueBeforeDecodeView }: BaseBlock) => Uint8Array.from(valueBeforeDecodeView),
  toASN: (der) => verbatim<BaseBlock>(der),
};

/** Its certificates are only carried: one that nobody can read harms none, unless it has signed. */
export class WrittenBasicOCSPResponse {
  tbsResponseData: WrittenResponseData = new WrittenResponseData();
  tbsResponseDataRaw?: ArrayBuffer;
  signatureAlgorithm: AlgorithmIdentifier = new AlgorithmIdentifier();
  signature: ArrayBuffer = new ArrayBuffer();
  /** DER. */
  certs?: Uint8Array[];
}
AsnProp({ type: WrittenResponseData, raw: true })(WrittenBasicOCSPResponse.prototype, 'tbsResponseData');
AsnProp({ type: AlgorithmIdentifier })(WrittenBasicOCSPResponse.prototype, 'signatureAlgorithm');
AsnProp({ type: AsnPropTypes.BitString })(WrittenBasicOCSPResponse.prototype, 'signature');
AsnProp({ type: AsnPropTypes.Any, converter: UNREAD, repeated: 'sequence', context: 0, optional: true })(
  WrittenBasicOCSPResponse.prototype,
  'certs',
);
