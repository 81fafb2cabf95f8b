import type { Certificate } from '../certificate.ts';
import type { CertificateUse, CertificateVerdict } from '../verdict.ts';
import type { VerificationPolicy } from './policy.ts';
import type { RevocationOptions } from './revocation/options.ts';
import type { Anchors } from './trust.ts';

export interface VerifierOptions {
  /**
   * The trust list: roots, or the issuing CAs that trusted lists of the EU name. A function is asked at each verification
   * and must give the same array until the list has changed; then nothing that was reached with the old one counts.
   */
  readonly anchors: Anchors;
  /** CAs that are known beside those that a peer sends. They are trusted no more than those. */
  readonly intermediates?: readonly Certificate[];
  readonly revocation?: RevocationOptions;
  readonly clock: () => Date;
  /** How many certificates are remembered, for each use; 10,000. */
  readonly cache?: { readonly entries: number };
  readonly policy?: Partial<VerificationPolicy>;
}

export interface VerifyCall {
  readonly use: CertificateUse;
  /** What the peer has sent beside its own certificate, in any order. */
  readonly intermediates?: readonly Certificate[];
}

export interface Verifier {
  /**
   * Whether the certificate is good for the use now. A plain value, in about a microsecond, where everything is known and
   * fresh; a promise where paths are sought or somebody is asked. Neither throws nor rejects.
   */
  verify(leaf: Certificate, call: VerifyCall): CertificateVerdict | Promise<CertificateVerdict>;
  /**
   * Forgets what is known of a certificate, be it a leaf or a CA, or of all: the next call verifies and asks anew. Calls
   * under way may still end by what they had learnt, but nothing of it is kept.
   */
  forget(fingerprint?: string): void;
}
