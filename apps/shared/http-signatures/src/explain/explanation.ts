import type { SignatureReason } from '../verdict.ts';
import type { Hint } from './deviations/deviation.ts';

/** What a verifier does with a message, step by step, and what it found. Plain values throughout: it can be printed as JSON. */
export interface SignatureExplanation {
  /** The name of the profile. */
  readonly profile: string;
  /** What the verifier of this profile says; `steps` have a wrong one exactly when it refuses. */
  readonly accepted: boolean;
  /** Why it refuses: the reason of the first wrong step. */
  readonly reason?: SignatureReason;
  /** In the order of the verifier. Unlike it, an explanation goes on behind a fault where it can. */
  readonly steps: readonly ExplainedStep[];
  readonly certificate?: CertificateSummary;
  readonly signingString?: ExplainedSigningString;
  /** Other profiles by name that would accept the message as it is. */
  readonly acceptedBy: readonly string[];
}

export interface ExplainedStep {
  readonly step: StepName;
  /** `unknown`: it cannot be told from what is there. `skipped`: an earlier fault left nothing to look at. */
  readonly verdict: 'fine' | 'wrong' | 'unknown' | 'skipped';
  /** Of what is wrong. */
  readonly reason?: SignatureReason;
  readonly found?: string;
  readonly expected?: string;
  /** A sentence, or several. */
  readonly words: string;
  /** Where it is written. */
  readonly clause: string;
  /** What would make it right. */
  readonly hints: readonly Hint[];
}

export type StepName =
  | 'signature-header'
  | 'digest-header'
  | 'certificate-header'
  | 'certificate'
  | 'parameters'
  | 'jws'
  | 'key-id'
  | 'algorithm'
  | 'signed-header-list'
  | 'signed-headers'
  | 'signing-string'
  | 'date'
  | 'digest'
  | 'signature';

/** Of the certificate that the message has. */
export interface CertificateSummary {
  readonly subject: string;
  readonly issuer: string;
  /** Hex. */
  readonly serialNumber: string;
  /** SHA-256, hex. */
  readonly fingerprint: string;
  /** `RSA, 2048 bits`, `EC, prime256v1`. */
  readonly key: string;
}

export interface ExplainedSigningString {
  /** What has to be signed. Characters are bytes (Latin-1); values that are secret are not shown. */
  readonly lines: readonly { readonly name: string; readonly value?: string; readonly problem?: SignatureReason }[];
  /** What was signed instead, where that was found out. */
  readonly signed?: string;
}

/** What an explanation of one step gives to the next ones: the best that can be made of what is there. */
export interface Explained<Value> {
  readonly step: ExplainedStep;
  readonly value: Value | undefined;
}
