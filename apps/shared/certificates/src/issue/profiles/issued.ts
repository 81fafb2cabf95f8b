import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import type { CertificateTemplate } from '../certificate.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { authorityInfo, crlDistributionPoints } from '../extensions/addresses.ts';
import { authorityKeyIdentifier, subjectKeyIdentifier } from '../extensions/key-identifiers.ts';

/** Where an issuer offers what a certificate points to. An http address each, absent where it is not offered. */
export interface AuthorityUrls {
  readonly ocsp?: string;
  /** Its own certificate, in DER. */
  readonly issuer?: string;
  readonly crl?: string;
  /** Certification practice statement. */
  readonly cps?: string;
}

/** What every certificate below a CA takes. */
export interface IssuedInput {
  readonly issuer: Certificate;
  readonly publicKey: KeyObject;
  /** Lower-case hex, see `createSerialNumber`. */
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** The fields that profiles copy as they are. Throws TypeError for an end before the beginning. */
export function toFrame(input: Omit<IssuedInput, 'issuer'>): Omit<CertificateTemplate, 'subject' | 'extensions'> {
  const { publicKey, serialNumber, notBefore, notAfter } = input;
  if (notAfter < notBefore) throw new TypeError('"notAfter" is before "notBefore"');
  return { publicKey, serialNumber, notBefore, notAfter };
}

export function identifyKeys({ issuer, publicKey }: IssuedInput): readonly ExtensionTemplate[] {
  return [authorityKeyIdentifier(issuer), subjectKeyIdentifier(publicKey)];
}

export function pointTo(urls: AuthorityUrls): readonly ExtensionTemplate[] {
  const { ocsp, issuer, crl } = urls;
  return [
    ...(ocsp === undefined && issuer === undefined ? [] : [authorityInfo(urls)]),
    ...(crl === undefined ? [] : [crlDistributionPoints([crl])]),
  ];
}
