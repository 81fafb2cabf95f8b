import type { Certificate } from '../certificate.ts';
import { context, type DerNode, readDer } from '../read/der.ts';
import { readRawExtensions } from '../read/extensions.ts';

/** The value of an extension that the model of a certificate does not carry. Throws CertificateError where it is no DER. */
export function findExtension(certificate: Certificate, oid: string): DerNode | undefined {
  if (!certificate.extensions.all.some((extension) => extension.oid === oid)) return undefined;
  const tagged = readDer(certificate.der).children[0]?.children.find(({ tag }) => tag === context(3, 'constructed'));
  const list = tagged?.children[0];
  const found = list && readRawExtensions(list).find((extension) => extension.oid === oid);
  return found && readDer(found.value);
}
