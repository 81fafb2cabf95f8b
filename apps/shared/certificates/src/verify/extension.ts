import type { Certificate } from '../certificate.ts';
import { type DerNode, readDer } from '../read/der.ts';
import { readParts } from '../read/parts.ts';

/** The value of an extension that the model of a certificate does not carry. Throws CertificateError where it is no DER. */
export function findExtension(certificate: Certificate, oid: string): DerNode | undefined {
  if (!certificate.extensions.all.some((extension) => extension.oid === oid)) return undefined;
  const found = readParts(certificate.der).extensions.find((extension) => extension.oid === oid);
  return found && readDer(found.value);
}
