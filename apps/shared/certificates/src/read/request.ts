import { constants, type KeyObject, verify } from 'node:crypto';
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
import { readSignatureAlgorithm } from './algorithm.ts';
import { LABELS, readOneArmour } from './armour.ts';
import { context, type DerNode, readDer, TAG } from './der.ts';
import { malformed } from './error.ts';
import { interpretExtensions, type RawExtension, readRawExtensions } from './extensions.ts';
import { expectTag, sequenceOf } from './fields.ts';
import { readName } from './name.ts';
import { readOrganizationIdentifier } from './organization-identifier.ts';
import { readPublicKey } from './public-key.ts';
import { readQualified } from './qualified.ts';
import { toBitOctets, toCount, toOid } from './values.ts';

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
  const fields = sequenceOf(readDer(der), 'CertificationRequest');
  const signed = fields.take(TAG.sequence, 'certificationRequestInfo');
  const signature = readSignatureAlgorithm(fields.take(TAG.sequence, 'signatureAlgorithm'));
  const value = toBitOctets(fields.take(TAG.bitString, 'signature'), 'signature');
  fields.end('CertificationRequest');
  const request = readSigned(signed);
  return { der, ...request, signature, isSignatureValid: isValid(signature, request.key, signed.der, value) };
}

function readSigned(node: DerNode): Omit<CertificateRequest, 'der' | 'signature' | 'isSignatureValid'> {
  const fields = sequenceOf(node, 'certificationRequestInfo');
  if (toCount(fields.take(TAG.integer, 'version'), 'version') !== 0) throw malformed('The version is not 0.');
  const subject = readName(fields.takeAny(), 'subject');
  const key = readPublicKey(fields.take(TAG.sequence, 'subjectPKInfo'));
  // RFC 2986 demands the tag even around nothing; some leave it out
  const attributes = fields.takeIf(context(0, 'constructed'));
  fields.end('certificationRequestInfo');
  const raw = readRequestedExtensions(attributes?.children ?? []);
  return {
    subject,
    key,
    organizationIdentifier: readOrganizationIdentifier(subject),
    subjectAlternativeNames: interpretExtensions(raw).subjectAlternativeNames,
    qualified: readQualified(raw.find(({ oid }) => oid === OIDS.qcStatements)?.value),
  };
}

/** RFC 2985, 5.4.2. */
function readRequestedExtensions(attributes: readonly DerNode[]): readonly RawExtension[] {
  const lists = attributes.flatMap((attribute) => {
    const fields = sequenceOf(attribute, 'Attribute');
    const oid = toOid(fields.take(TAG.oid, 'type'));
    const values = fields.take(TAG.set, 'values').children;
    fields.end('Attribute');
    return oid === OIDS.extensionRequest ? values : [];
  });
  const [list, ...more] = lists;
  if (more.length > 0) throw malformed('Extensions are asked for more than once.');
  return list === undefined ? [] : readRawExtensions(expectTag(list, TAG.sequence, 'extensionRequest'));
}

/** A key or an algorithm that cannot be used proves nothing. */
function isValid(algorithm: SignatureAlgorithm, key: PublicKey, signed: Uint8Array, value: Uint8Array): boolean {
  if (algorithm.hash === 'unknown') return false;
  try {
    return verify(
      algorithm.hash === 'none' ? null : algorithm.hash,
      signed,
      paddingOf(algorithm, key.keyObject),
      value,
    );
  } catch {
    // whatever node cannot verify with this key is not verified
    return false;
  }
}

function paddingOf({ name }: SignatureAlgorithm, key: KeyObject) {
  if (name === 'rsa-pss')
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  return { key };
}
