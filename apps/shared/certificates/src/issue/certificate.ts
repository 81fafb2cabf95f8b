import type { KeyObject } from 'node:crypto';
import {
  Certificate as Asn1Certificate,
  Extensions,
  type Name,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import type { Certificate } from '../certificate.ts';
import type { DistinguishedName } from '../name.ts';
import { toDer } from '../read/asn1.ts';
import { readCertificate } from '../read/certificate.ts';
import { partsOf } from '../read/parts.ts';
import { toArrayBuffer, verbatim } from '../verbatim.ts';
import { type ExtensionTemplate, toAsn1Extension } from './extension.ts';
import { toAsn1Name } from './name.ts';
import { toPublicKeyInfo } from './public-key.ts';
import { toSerialOctets } from './serial-number.ts';
import { type SigningAlgorithm, toAlgorithmIdentifier } from './signature-algorithm.ts';
import { signContent } from './signed.ts';
import type { SigningKey } from './signing-key.ts';
import { toTime } from './time.ts';

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
  return signCertificate(template, toIssuerName(certificate), key);
}

/** The subject of an issuer's certificate as it stands there. */
export function toIssuerName(certificate: Certificate): Name {
  return verbatim(partsOf(certificate).subject);
}

/** Signs the template in its own name, as roots are. */
export async function selfIssue(template: CertificateTemplate, key: SigningKey): Promise<Certificate> {
  return readCertificate(await signCertificate(template, toAsn1Name(template.subject), key));
}

async function signCertificate(template: CertificateTemplate, issuer: Name, key: SigningKey): Promise<Uint8Array> {
  const { content, signatureAlgorithm, signature } = await signContent(toContent(template, issuer, key.algorithm), key);
  return toDer(new Asn1Certificate({ tbsCertificate: content, signatureAlgorithm, signatureValue: signature }));
}

/** RFC 5280, 4.1: version 1 where there are no extensions, 3 otherwise. */
function toContent(template: CertificateTemplate, issuer: Name, algorithm: SigningAlgorithm): TBSCertificate {
  const extensions = template.extensions.map(toAsn1Extension);
  return new TBSCertificate({
    serialNumber: toArrayBuffer(toSerialOctets(template.serialNumber)),
    signature: toAlgorithmIdentifier(algorithm),
    issuer,
    validity: toValidity(template),
    subject: toAsn1Name(template.subject),
    subjectPublicKeyInfo: toPublicKeyInfo(template.publicKey),
    ...(extensions.length === 0 ? {} : { version: Version.v3, extensions: new Extensions(extensions) }),
  });
}

function toValidity({ notBefore, notAfter }: CertificateTemplate): Validity {
  return Object.assign(new Validity(), { notBefore: toTime(notBefore), notAfter: toTime(notAfter) });
}
