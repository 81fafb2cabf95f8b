import type { Certificate } from '../certificate.ts';
import { context, type DerNode, readDer, TAG } from '../read/der.ts';
import { fieldsOf, sequenceOf } from '../read/fields.ts';
import { toBitOctets } from '../read/values.ts';

/** Parts of a certificate in the bytes in which OCSP and CRLs name them. */
export interface CertificateParts {
  readonly serialNumber: DerNode;
  readonly issuer: DerNode;
  readonly subject: DerNode;
  /** What is in the BIT STRING of the key, without the algorithm. */
  readonly keyBits: Uint8Array;
}

export function readParts(certificate: Certificate): CertificateParts {
  const fields = fieldsOf(sequenceOf(readDer(certificate.der), 'Certificate').take(TAG.sequence, 'tbsCertificate'));
  fields.takeIf(context(0, 'constructed'));
  const serialNumber = fields.take(TAG.integer, 'serialNumber');
  fields.take(TAG.sequence, 'signature');
  const issuer = fields.take(TAG.sequence, 'issuer');
  fields.take(TAG.sequence, 'validity');
  const subject = fields.take(TAG.sequence, 'subject');
  const key = sequenceOf(fields.take(TAG.sequence, 'subjectPublicKeyInfo'), 'subjectPublicKeyInfo');
  key.take(TAG.sequence, 'algorithm');
  return { serialNumber, issuer, subject, keyBits: toBitOctets(key.take(TAG.bitString, 'key'), 'key') };
}
