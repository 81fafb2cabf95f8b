import type { DistinguishedName } from '../../name.ts';
import { OIDS } from '../../oids.ts';
import type { CertificateTemplate } from '../certificate.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { basicConstraints } from '../extensions/basic-constraints.ts';
import { subjectKeyIdentifier } from '../extensions/key-identifiers.ts';
import { extendedKeyUsage, keyUsage } from '../extensions/key-usage.ts';
import { ocspNoCheck } from '../extensions/ocsp-no-check.ts';
import { policies } from '../extensions/policies.ts';
import { type AuthorityUrls, type IssuedInput, identifyKeys, pointTo, toFrame } from './issued.ts';

export interface RootInput extends Omit<IssuedInput, 'issuer'> {
  readonly subject: DistinguishedName;
}

/** An anchor of trust (RFC 5280, 3.2), to be given to `selfIssue`. */
export function rootTemplate(input: RootInput): CertificateTemplate {
  const { subject, publicKey } = input;
  return {
    ...toFrame(input),
    subject,
    extensions: [subjectKeyIdentifier(publicKey), basicConstraints({ ca: true }), keyUsage(['keyCertSign', 'cRLSign'])],
  };
}

export interface IssuingCaInput extends IssuedInput {
  readonly subject: DistinguishedName;
  readonly urls: AuthorityUrls;
  /** `anyPolicy` where it is left out. */
  readonly policies?: readonly string[];
  /** Others besides, for instance `nameConstraints`. */
  readonly extensions?: readonly ExtensionTemplate[];
}

/** A CA that issues certificates to others than CAs (path length 0). */
export function issuingCaTemplate(input: IssuingCaInput): CertificateTemplate {
  const { subject, urls, extensions = [] } = input;
  return {
    ...toFrame(input),
    subject,
    extensions: [
      ...identifyKeys(input),
      basicConstraints({ ca: true, pathLength: 0 }),
      keyUsage(['keyCertSign', 'cRLSign']),
      policies(input.policies ?? [OIDS.anyPolicy], urls),
      ...pointTo(urls),
      ...extensions,
    ],
  };
}

export interface OcspResponderInput extends IssuedInput {
  readonly subject: DistinguishedName;
}

/**
 * Of a responder that answers in its issuer's place (RFC 6960, 4.2.2.2). Nobody asks whether it is revoked, so give it
 * a short life.
 */
export function ocspResponderTemplate(input: OcspResponderInput): CertificateTemplate {
  return {
    ...toFrame(input),
    subject: input.subject,
    extensions: [
      ...identifyKeys(input),
      keyUsage(['digitalSignature']),
      extendedKeyUsage([OIDS.ocspSigning]),
      ocspNoCheck(),
    ],
  };
}
