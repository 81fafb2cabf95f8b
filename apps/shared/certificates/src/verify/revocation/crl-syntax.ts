import {
  AsnIntegerArrayBufferConverter,
  AsnIntegerBigIntConverter,
  AsnProp,
  AsnPropTypes,
  AsnType,
  AsnTypeTypes,
} from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, IssuingDistributionPoint, Name } from '@peculiar/asn1-x509';
import { WrittenExtensions, WrittenTime } from '../../read/syntax.ts';

// RFC 5280, 5: classes that are written again as they were read, in the manner of ../../read/syntax.ts.

/** TBSCertList without revokedCertificates, for which see `crl-frame.ts`. */
class CertListFrame {
  version?: number;
  signature: AlgorithmIdentifier = new AlgorithmIdentifier();
  issuer: Name = new Name();
  thisUpdate: WrittenTime = new WrittenTime();
  /** RFC 5280, 5.1.2.5: without an end, an old list could be shown for ever. */
  nextUpdate: WrittenTime = new WrittenTime();
  crlExtensions?: WrittenExtensions;
}
AsnProp({ type: AsnPropTypes.Integer, optional: true })(CertListFrame.prototype, 'version');
AsnProp({ type: AlgorithmIdentifier })(CertListFrame.prototype, 'signature');
AsnProp({ type: Name })(CertListFrame.prototype, 'issuer');
AsnProp({ type: WrittenTime })(CertListFrame.prototype, 'thisUpdate');
AsnProp({ type: WrittenTime })(CertListFrame.prototype, 'nextUpdate');
AsnProp({ type: WrittenExtensions, context: 0, optional: true })(CertListFrame.prototype, 'crlExtensions');

export class CertificateListFrame {
  tbsCertList: CertListFrame = new CertListFrame();
  signatureAlgorithm: AlgorithmIdentifier = new AlgorithmIdentifier();
  signature: ArrayBuffer = new ArrayBuffer();
}
AsnProp({ type: CertListFrame })(CertificateListFrame.prototype, 'tbsCertList');
AsnProp({ type: AlgorithmIdentifier })(CertificateListFrame.prototype, 'signatureAlgorithm');
AsnProp({ type: AsnPropTypes.BitString })(CertificateListFrame.prototype, 'signature');

/** No RevokedCertificate: what one is read by would be inherited as the library has it, where it has read or written one before. */
export class WrittenRevokedCertificate {
  userCertificate: ArrayBuffer = new ArrayBuffer();
  revocationDate: WrittenTime = new WrittenTime();
  crlEntryExtensions?: WrittenExtensions;
}
AsnProp({ type: AsnPropTypes.Integer, converter: AsnIntegerArrayBufferConverter })(
  WrittenRevokedCertificate.prototype,
  'userCertificate',
);
AsnProp({ type: WrittenTime })(WrittenRevokedCertificate.prototype, 'revocationDate');
AsnProp({ type: WrittenExtensions, optional: true })(WrittenRevokedCertificate.prototype, 'crlEntryExtensions');

/** Of up to 20 octets (RFC 5280, 5.2.3); the class of asn1-x509 ends where doubles do. */
export class WholeCRLNumber {
  value = 0n;
}
AsnType({ type: AsnTypeTypes.Choice })(WholeCRLNumber);
AsnProp({ type: AsnPropTypes.Integer, converter: AsnIntegerBigIntConverter })(WholeCRLNumber.prototype, 'value');

export class WrittenIssuingDistributionPoint extends IssuingDistributionPoint {
  constructor() {
    super();
    Object.assign(this, Object.fromEntries(FLAGS.map(([name]) => [name, undefined])));
  }
}
const FLAGS = [
  ['onlyContainsUserCerts', 1],
  ['onlyContainsCACerts', 2],
  ['indirectCRL', 4],
  ['onlyContainsAttributeCerts', 5],
] as const;
for (const [name, context] of FLAGS)
  AsnProp({ type: AsnPropTypes.Boolean, context, implicit: true, optional: true })(
    WrittenIssuingDistributionPoint.prototype,
    name,
  );
