import type { DistinguishedName } from '../name.ts';
import { OIDS } from '../oids.ts';
import { integer, objectIdentifier, sequence, setOf, tagged } from './der.ts';
import { type ExtensionTemplate, encodeExtensions } from './extension.ts';
import { subjectAltName } from './extensions/names.ts';
import { type QcStatementsTemplate, qcStatements } from './extensions/qc-statements.ts';
import { encodeName } from './name.ts';
import { encodePublicKey } from './public-key.ts';
import { encodeSigned } from './signed.ts';
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
  const attributes = tagged(0, ...encodeAttributes(toExtensions(input)));
  return encodeSigned(sequence(integer(0), encodeName(subject), encodePublicKey(key.publicKey), attributes), key);
}

function toExtensions(input: CertificateRequestInput): readonly ExtensionTemplate[] {
  const { dnsNames = [], extensions = [] } = input;
  return [
    ...(dnsNames.length === 0 ? [] : [subjectAltName(dnsNames.map((value) => ({ kind: 'dns', value })))]),
    ...(input.qcStatements === undefined ? [] : [qcStatements(input.qcStatements)]),
    ...extensions,
  ];
}

function encodeAttributes(extensions: readonly ExtensionTemplate[]): readonly Uint8Array[] {
  if (extensions.length === 0) return [];
  return [sequence(objectIdentifier(OIDS.extensionRequest), setOf(encodeExtensions(extensions)))];
}
