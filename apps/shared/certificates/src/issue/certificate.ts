import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import type { DistinguishedName } from '../name.ts';
import { readCertificate } from '../read/certificate.ts';
import { readParts } from '../read/parts.ts';
import { integer, sequence, tagged } from './der.ts';
import { type ExtensionTemplate, encodeExtensions } from './extension.ts';
import { encodeName } from './name.ts';
import { encodePublicKey } from './public-key.ts';
import { encodeSerialNumber } from './serial-number.ts';
import { encodeAlgorithm, type SigningAlgorithm } from './signature-algorithm.ts';
import { encodeSigned } from './signed.ts';
import type { SigningKey } from './signing-key.ts';
import { time } from './time.ts';

/**
 * What a certificate will say, but for who issues it. Plain data: what a profile's function gives may be changed before
 * it is issued, and nothing is judged but that it can be written.
 */
export interface CertificateTemplate {
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  /** Times lose their fractions of seconds. */
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly ExtensionTemplate[];
}

export interface Issuer {
  readonly certificate: Certificate;
  readonly key: SigningKey;
}

/** An issuer whose key is the one that its certificate names; TypeError otherwise. */
export function createIssuer(certificate: Certificate, key: SigningKey): Issuer {
  if (!certificate.key.keyObject.equals(key.publicKey))
    throw new TypeError('the signing key is not the one of the certificate');
  return { certificate, key };
}

/** Signs the template in the issuer's name, which is copied octet by octet (RFC 5280, 4.1.2.4). */
export async function issueCertificate(template: CertificateTemplate, issuer: Issuer): Promise<Certificate> {
  return readCertificate(await issueDer(template, issuer));
}

/** The same without reading it back: what nobody can read, a test may want to show to a reader. */
export async function issueDer(template: CertificateTemplate, { certificate, key }: Issuer): Promise<Uint8Array> {
  return encodeSigned(encodeContent(template, readParts(certificate.der).subject.der, key.algorithm), key);
}

/** Signs the template in its own name, as roots are. */
export async function selfIssue(template: CertificateTemplate, key: SigningKey): Promise<Certificate> {
  const content = encodeContent(template, encodeName(template.subject), key.algorithm);
  return readCertificate(await encodeSigned(content, key));
}

/** TBSCertificate (RFC 5280, 4.1): version 1 where there are no extensions, 3 otherwise. */
function encodeContent(template: CertificateTemplate, issuer: Uint8Array, algorithm: SigningAlgorithm): Uint8Array {
  const { serialNumber, subject, publicKey, notBefore, notAfter, extensions } = template;
  const isExtended = extensions.length > 0;
  return sequence(
    ...(isExtended ? [tagged(0, integer(2))] : []),
    encodeSerialNumber(serialNumber),
    encodeAlgorithm(algorithm),
    issuer,
    sequence(time(notBefore), time(notAfter)),
    encodeName(subject),
    encodePublicKey(publicKey),
    ...(isExtended ? [tagged(3, encodeExtensions(extensions))] : []),
  );
}
