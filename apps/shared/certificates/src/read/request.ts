import { CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { AsnProp, AsnType, AsnTypeTypes } from '@peculiar/asn1-schema';
import type { Attribute } from '@peculiar/asn1-x509';
import type {
  GeneralName,
  OrganizationIdentifier,
  PublicKey,
  QualifiedStatements,
  Read,
  SignatureAlgorithm,
} from '../certificate.ts';
import type { DistinguishedName } from '../name.ts';
import { OIDS } from '../oids.ts';
import { toSignatureAlgorithm } from './algorithm.ts';
import { LABELS, readOneArmour } from './armour.ts';
import { parseDer, toBytes } from './asn1.ts';
import { malformed } from './error.ts';
import { interpretExtensions, type RawExtension, toRawExtensions } from './extensions.ts';
import { toName } from './name.ts';
import { readOrganizationIdentifier } from './organization-identifier.ts';
import { toPublicKey } from './public-key.ts';
import { readQualified } from './qualified.ts';
import { isSignedBy } from './signature.ts';
import { WrittenExtensions } from './syntax.ts';

/** RFC 2986 demands the tag of the attributes even around nothing, and some leave it out: see syntax.ts. */
class WrittenCertificationRequestInfo extends CertificationRequestInfo {
  constructor() {
    super();
    Object.assign(this, { attributes: undefined });
  }
}
AsnType({ type: AsnTypeTypes.Sequence })(WrittenCertificationRequestInfo);

class WrittenCertificationRequest extends CertificationRequest {}
AsnProp({ type: WrittenCertificationRequestInfo, raw: true })(
  WrittenCertificationRequest.prototype,
  'certificationRequestInfo',
);

/** A request for a certificate (PKCS #10, RFC 2986). What it asks for is a wish: nobody has checked any of it. */
export interface CertificateRequest {
  readonly der: Uint8Array;
  readonly subject: DistinguishedName;
  readonly key: PublicKey;
  readonly organizationIdentifier: Read<OrganizationIdentifier>;
  readonly subjectAlternativeNames: readonly GeneralName[];
  /** The qcStatements that it asks for. */
  readonly qualified: Read<QualifiedStatements>;
  readonly signature: SignatureAlgorithm;
  /** Whether whoever asks holds the key. */
  readonly isSignatureValid: boolean;
}

/** Takes what `readCertificate` takes. Throws CertificateError, and nothing else. */
export function readCertificateRequest(input: Uint8Array | string): CertificateRequest {
  const der = readOneArmour(input, LABELS.request);
  const asked = parseDer(der, WrittenCertificationRequest, 'CertificationRequest');
  const request = interpret(asked.certificationRequestInfo);
  const signed = {
    bytes: new Uint8Array(asked.certificationRequestInfoRaw ?? []),
    algorithm: asked.signatureAlgorithm,
    signature: new Uint8Array(asked.signature),
  };
  return {
    der,
    ...request,
    signature: toSignatureAlgorithm(asked.signatureAlgorithm),
    isSignatureValid: isSignedBy(signed, request.key),
  };
}

function interpret(info: CertificationRequestInfo): Omit<CertificateRequest, 'der' | 'signature' | 'isSignatureValid'> {
  if (info.version !== 0) throw malformed('The version is not 0.');
  const subject = toName(info.subject, 'subject');
  const raw = readRequestedExtensions(info.attributes ?? []);
  return {
    subject,
    key: toPublicKey(info.subjectPKInfo),
    organizationIdentifier: readOrganizationIdentifier(subject),
    subjectAlternativeNames: interpretExtensions(raw).subjectAlternativeNames,
    qualified: readQualified(raw.find(({ oid }) => oid === OIDS.qcStatements)?.value),
  };
}

/** RFC 2985, 5.4.2. */
function readRequestedExtensions(attributes: readonly Attribute[]): readonly RawExtension[] {
  const [list, ...more] = attributes.flatMap(({ type, values }) => (type === OIDS.extensionRequest ? values : []));
  if (more.length > 0) throw malformed('Extensions are asked for more than once.');
  return list === undefined ? [] : toRawExtensions(parseDer(toBytes(list), WrittenExtensions, 'extensionRequest'));
}
