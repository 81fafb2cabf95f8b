import type { KeyObject } from 'node:crypto';
import type { DistinguishedName } from './name.ts';

/** A certificate as it stands. Nothing is judged here but that it can be read; see `Verifier` for what holds of it. */
export interface Certificate {
  readonly der: Uint8Array;
  /** SHA-256 of `der`, lower-case hex. */
  readonly fingerprint: string;
  readonly version: 1 | 2 | 3;
  /** Lower-case hex without leading zeros. */
  readonly serialNumber: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly signature: SignatureAlgorithm;
  readonly key: PublicKey;
  /** Whether issuer and subject are one name; whether it signed itself, only its key tells. */
  readonly isSelfIssued: boolean;
  readonly extensions: Extensions;
  /** What the qcStatements extension says (EN 319 412-5, TS 119 495 5.1). */
  readonly qualified: Read<QualifiedStatements>;
  /** Attribute 2.5.4.97 of the subject (TS 119 495 5.2.1). */
  readonly organizationIdentifier: Read<OrganizationIdentifier>;
}

/**
 * A part of a certificate that may be missing, or be there in a form that breaks its standard: then `problem` is a sentence,
 * and `value` has what could be read all the same, which nobody may rely upon.
 */
export type Read<Value> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly value: Value }
  | { readonly kind: 'malformed'; readonly problem: string; readonly clause: string; readonly value?: Partial<Value> };

export interface SignatureAlgorithm {
  readonly oid: string;
  readonly name: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'ed25519' | 'ed448' | 'unknown';
  /** `none` where the algorithm has its own; `unknown` where it is one that we do not know. */
  readonly hash: 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'none' | 'unknown';
}

export interface PublicKey {
  readonly kind: 'rsa' | 'ec' | 'ed25519' | 'ed448' | 'unknown';
  /** Size of the modulus or of the field. */
  readonly bits: number;
  /** Of an elliptic curve, in OpenSSL's words: `prime256v1`. */
  readonly curve?: string;
  /** Of RSA. */
  readonly exponent?: bigint;
  /** The key for node:crypto, made when it is first asked for. Throws CertificateError where node cannot take it. */
  readonly keyObject: KeyObject;
}

export interface Extensions {
  /** Every extension by OID, in order. An OID that stands twice makes the certificate unreadable (RFC 5280, 4.2). */
  readonly all: readonly { readonly oid: string; readonly critical: boolean }[];
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage?: readonly KeyUsage[];
  /** OIDs. */
  readonly extendedKeyUsage?: readonly string[];
  readonly subjectAlternativeNames: readonly GeneralName[];
  readonly subjectKeyIdentifier?: string;
  /** Lower-case hex. */
  readonly authorityKeyIdentifier?: string;
  /** OIDs of certificate policies. */
  readonly policies: readonly string[];
  /** Addresses of the OCSP responders (RFC 5280, 4.2.2.1), http and https only. */
  readonly ocspUrls: readonly string[];
  /** Addresses of the issuer's certificate, http and https only. */
  readonly issuerUrls: readonly string[];
  /** Addresses of CRLs (RFC 5280, 4.2.1.13), http and https only. */
  readonly crlUrls: readonly string[];
  /** Subtrees of name constraints (RFC 5280, 4.2.1.10). */
  readonly nameConstraints?: { readonly permitted: readonly GeneralName[]; readonly excluded: readonly GeneralName[] };
}

export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly';

export type GeneralName =
  | { readonly kind: 'dns' | 'email' | 'uri' | 'ip'; readonly value: string }
  | { readonly kind: 'directory'; readonly value: DistinguishedName }
  | { readonly kind: 'other'; readonly value: string };

export interface QualifiedStatements {
  /** OIDs of all statements in the order of the certificate. */
  readonly statements: readonly string[];
  /** QcCompliance, EN 319 412-5 4.2.1. */
  readonly isQualified: boolean;
  /** QcSSCD, 4.2.2: the key is in a qualified device. */
  readonly isKeyInDevice: boolean;
  /** QcType, 4.2.3, as OIDs: `.1` esign, `.2` eseal, `.3` web. */
  readonly types: readonly string[];
  /** QcPDS, 4.3.4. */
  readonly disclosures: readonly { readonly url: string; readonly language: string }[];
  /** QcRetentionPeriod, 4.3.3, in years. */
  readonly retentionYears?: number;
  /** QcCClegislation: two-letter countries; present only outside the EU. */
  readonly legislation?: readonly string[];
  readonly psd2: Read<Psd2Statement>;
}

export const PSP_ROLES = ['PSP_AS', 'PSP_PI', 'PSP_AI', 'PSP_IC'] as const;
export type PspRole = (typeof PSP_ROLES)[number];

/** The PSD2 QCStatement 0.4.0.19495.2, TS 119 495 5.1. */
export interface Psd2Statement {
  /** As they stand, in order: an OID and the name beside it, which may disagree. */
  readonly roles: readonly { readonly oid: string; readonly name: string }[];
  readonly ncaName: string;
  readonly ncaId: string;
}

/** `PSDDE-BAFIN-123456`: scheme, country, competent authority, authorisation number (may hold hyphens and blanks). */
export interface OrganizationIdentifier {
  readonly text: string;
  readonly country: string;
  readonly nca: string;
  readonly authorizationNumber: string;
}
