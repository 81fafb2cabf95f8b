import { Attributes, CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { Attribute, Extensions } from '@peculiar/asn1-x509';
import type { DistinguishedName } from '../name.ts';
import { OIDS } from '../oids.ts';
import { toDer } from '../read/asn1.ts';
import { type ExtensionTemplate, toAsn1Extension } from './extension.ts';
import { subjectAltName } from './extensions/names.ts';
import { type QcStatementsTemplate, qcStatements } from './extensions/qc-statements.ts';
import { toAsn1Name } from './name.ts';
import { toPublicKeyInfo } from './public-key.ts';
import { signContent } from './signed.ts';
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
  const { content, signatureAlgorithm, signature } = await signContent(toContent(input), input.key);
  return toDer(new CertificationRequest({ certificationRequestInfo: content, signatureAlgorithm, signature }));
}

function toContent(input: CertificateRequestInput): CertificationRequestInfo {
  return new CertificationRequestInfo({
    subject: toAsn1Name(input.subject),
    subjectPKInfo: toPublicKeyInfo(input.key.publicKey),
    attributes: toAttributes(toExtensions(input)),
  });
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
  const requested = toDer(new Extensions(extensions.map(toAsn1Extension))).buffer;
  return new Attributes([new Attribute({ type: OIDS.extensionRequest, values: [requested] })]);
}
