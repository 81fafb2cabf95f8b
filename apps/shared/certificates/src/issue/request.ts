import { Attributes, CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { Attribute, Extensions } from '@peculiar/asn1-x509';
import type { DistinguishedName } from '../name.ts';
import { OIDS } from '../oids.ts';
import { toArrayBuffer, toDer } from './asn1.ts';
import { type ExtensionTemplate, toAsn1Extension } from './extension.ts';
import { subjectAltName } from './extensions/names.ts';
import { type QcStatementsTemplate, qcStatements } from './extensions/qc-statements.ts';
import { toAsn1Name } from './name.ts';
import { toSubjectPublicKeyInfo } from './public-key.ts';
import { toAlgorithmIdentifier } from './signature-algorithm.ts';
import type { SigningKey } from './signing-key.ts';

export interface CertificateRequestInput {
  readonly subject: DistinguishedName;
  readonly key: SigningKey;
  readonly dnsNames?: readonly string[];
  readonly qcStatements?: QcStatementsTemplate;
  /** Others to ask for. */
  readonly extensions?: readonly ExtensionTemplate[];
}

/** A request for a certificate (PKCS #10, RFC 2986), in DER, with what it asks for as extensionRequest (RFC 2985, 5.4.2). */
export async function createCertificateRequest(input: CertificateRequestInput): Promise<Uint8Array> {
  const { subject, key } = input;
  const certificationRequestInfo = new CertificationRequestInfo({
    subject: toAsn1Name(subject),
    subjectPKInfo: toSubjectPublicKeyInfo(key.publicKey),
    attributes: toAttributes(toExtensions(input)),
  });
  const signature = toArrayBuffer(await key.sign(toDer(certificationRequestInfo)));
  const signatureAlgorithm = toAlgorithmIdentifier(key.algorithm);
  return toDer(new CertificationRequest({ certificationRequestInfo, signatureAlgorithm, signature }));
}

function toExtensions(input: CertificateRequestInput): readonly ExtensionTemplate[] {
  const { dnsNames = [], extensions = [] } = input;
  return [
    ...(dnsNames.length === 0 ? [] : [subjectAltName(dnsNames.map((value) => ({ kind: 'dns', value })))]),
    ...(input.qcStatements === undefined ? [] : [qcStatements(input.qcStatements)]),
    ...extensions,
  ];
}

function toAttributes(extensions: readonly ExtensionTemplate[]): Attributes {
  if (extensions.length === 0) return new Attributes();
  const requested = toArrayBuffer(toDer(new Extensions(extensions.map(toAsn1Extension))));
  return new Attributes([new Attribute({ type: OIDS.extensionRequest, values: [requested] })]);
}
