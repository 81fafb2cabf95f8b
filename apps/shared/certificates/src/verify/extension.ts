import type { Certificate } from '../certificate.ts';
import { partsOf } from '../read/parts.ts';

/** DER of an extension that the model of a certificate does not carry. */
export function findExtension(certificate: Certificate, oid: string): Uint8Array | undefined {
  if (!certificate.extensions.all.some((extension) => extension.oid === oid)) return undefined;
  return partsOf(certificate).extensions.find((extension) => extension.oid === oid)?.value;
}
