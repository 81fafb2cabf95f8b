import { OCSPRequest, Request, TBSRequest } from '@peculiar/asn1-ocsp';
import { AsnProp, AsnPropTypes } from '@peculiar/asn1-schema';
import { WrittenExtensions } from '../read/syntax.ts';

// RFC 6960, 4.1.1: classes of asn1-ocsp that are written again as they were read, in the manner of ../read/syntax.ts.

/** Its extensions have a tag, which asn1-ocsp leaves out. */
class WrittenRequest extends Request {}
AsnProp({ type: WrittenExtensions, context: 0, optional: true })(WrittenRequest.prototype, 'singleRequestExtensions');

/** Who asks may be named in any way. */
class WrittenTBSRequest extends TBSRequest {
  constructor() {
    super();
    Object.assign(this, { version: undefined });
  }
}
AsnProp({ type: AsnPropTypes.Integer, context: 0, optional: true })(WrittenTBSRequest.prototype, 'version');
AsnProp({ type: AsnPropTypes.Any, context: 1, optional: true })(WrittenTBSRequest.prototype, 'requestorName');
AsnProp({ type: WrittenRequest, repeated: 'sequence' })(WrittenTBSRequest.prototype, 'requestList');
AsnProp({ type: WrittenExtensions, context: 2, optional: true })(WrittenTBSRequest.prototype, 'requestExtensions');

/** Its signature may be any, since nobody looks at it. */
export class WrittenOCSPRequest extends OCSPRequest {}
AsnProp({ type: WrittenTBSRequest })(WrittenOCSPRequest.prototype, 'tbsRequest');
AsnProp({ type: AsnPropTypes.Any, context: 0, optional: true })(WrittenOCSPRequest.prototype, 'optionalSignature');
