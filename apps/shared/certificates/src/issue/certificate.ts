import type { KeyObject } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
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
import { readCertificate } from '../read/certificate.ts';
import { toArrayBuffer, toDer } from './asn1.ts';
import { type ExtensionTemplate, toAsn1Extension } from './extension.ts';
import { toAsn1Name } from './name.ts';
import { toSubjectPublicKeyInfo } from './public-key.ts';
import { toSerialOctets } from './serial-number.ts';
import { toAlgorithmIdentifier } from './signature-algorithm.ts';
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
export async function issueDer(template: CertificateTemplate, issuer: Issuer): Promise<Uint8Array> {
  const { subject } = AsnConvert.parse(issuer.certificate.der, Asn1Certificate).tbsCertificate;
  return signCertificate(template, subject, issuer.key);
}

/** Signs the template in its own name, as roots are. */
export async function selfIssue(template: CertificateTemplate, key: SigningKey): Promise<Certificate> {
  return readCertificate(await signCertificate(template, toAsn1Name(template.subject), key));
}

async function signCertificate(template: CertificateTemplate, issuer: Name, key: SigningKey): Promise<Uint8Array> {
  const tbsCertificate = toTbsCertificate(template, issuer, key);
  const signatureValue = toArrayBuffer(await key.sign(toDer(tbsCertificate)));
  const { signature: signatureAlgorithm } = tbsCertificate;
  return toDer(new Asn1Certificate({ tbsCertificate, signatureAlgorithm, signatureValue }));
}

function toTbsCertificate(template: CertificateTemplate, issuer: Name, key: SigningKey): TBSCertificate {
  const extensions = template.extensions.map(toAsn1Extension);
  return new TBSCertificate({
    version: extensions.length > 0 ? Version.v3 : Version.v1,
    serialNumber: toSerialOctets(template.serialNumber),
    signature: toAlgorithmIdentifier(key.algorithm),
    issuer,
    validity: toValidity(template),
    subject: toAsn1Name(template.subject),
    subjectPublicKeyInfo: toSubjectPublicKeyInfo(template.publicKey),
    ...(extensions.length > 0 ? { extensions: new Extensions(extensions) } : {}),
  });
}

function toValidity({ notBefore, notAfter }: CertificateTemplate): Validity {
  const validity = new Validity();
  validity.notBefore = toTime(notBefore);
  validity.notAfter = toTime(notAfter);
  return validity;
}
