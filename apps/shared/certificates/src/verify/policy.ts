/** What a verifier demands beyond RFC 5280. Every switch is strict by default; each says what it lets pass when it is eased. */
export interface VerificationPolicy {
  /** Smallest RSA modulus, in bits. */
  readonly minimalRsaBits: number;
  /** Elliptic curves that are let pass, in OpenSSL's words (`brainpoolP256r1` may be added). */
  readonly curves: readonly string[];
  /** TS 119 312 discourages Ed25519 in certificates. */
  readonly allowEd25519: boolean;
  /** Which end of the connection a QWAC has to be good for: a bank asks `client`, a TPP `server`. */
  readonly tlsSide: 'client' | 'server';
  /** Off: a QWAC without the extendedKeyUsage extension passes; one that has it must still fit. */
  readonly requireExtendedKeyUsage: boolean;
  /** Off: certificates pass that do not claim to be qualified (QcCompliance), as those of test authorities. */
  readonly requireQcCompliance: boolean;
  /** Off: QcType may be missing or any; some test authorities write `web` into seals. */
  readonly requireQcType: boolean;
  /** Off: the name beside a role's OID is not looked at; some authorities spell the role out. The OID always decides. */
  readonly requireRoleNames: boolean;
  /** Off: organizationIdentifier may name another country or authority than nCAId. */
  readonly requireNcaOfOrganization: boolean;
  /** The certificate policies that are accepted (RFC 5280, 6.1.1 (c) with initial-explicit-policy). Without: any or none. */
  readonly policies?: readonly string[];
  /** Most certificates in a path, leaf and anchor included. */
  readonly maximalPathLength: number;
  /** Most issuers that are tried while a path is sought: bounds the work that a peer's bag of certificates can cause. */
  readonly maximalSearchSteps: number;
}

export const STRICT_POLICY: VerificationPolicy = Object.freeze({
  minimalRsaBits: 2048,
  curves: Object.freeze(['prime256v1', 'secp384r1', 'secp521r1']),
  allowEd25519: false,
  tlsSide: 'client',
  requireExtendedKeyUsage: true,
  requireQcCompliance: true,
  requireQcType: true,
  requireRoleNames: true,
  requireNcaOfOrganization: true,
  maximalPathLength: 8,
  maximalSearchSteps: 64,
});
