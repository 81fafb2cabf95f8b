import type { Certificate } from '@openxs2a/certificates';
import { HEADER_LIMITS } from '../limits.ts';
import type { HttpMessage } from '../message.ts';
import type { SignatureProfile } from '../profile.ts';
import { PROFILES } from '../profiles.ts';
import { createMessageVerifier } from '../verifier.ts';
import { CLAUSES } from './clauses.ts';
import type { SignatureExplanation } from './explanation.ts';
import { explainHttpSignature } from './http-signature/explain-http-signature.ts';
import { explainJws } from './jws/explain-jws.ts';
import { hideSecret } from './secrets.ts';
import type { ExplanationSetup, FamilyExplanation } from './setup.ts';
import { findSigningTime } from './signing-time.ts';
import { summarise } from './steps/explain-certificate.ts';

export interface SignatureQuestion {
  readonly message: HttpMessage;
  readonly profile: SignatureProfile;
  /** What should have signed. It stands in for a certificate that the message does not have. */
  readonly certificate?: Certificate;
  /** When the message was received. Without it, its age is not judged: a capture is looked at long after. */
  readonly receivedAt?: Date;
  /**
   * How many sets of known deviations are tried at most where a digest or a signature is wrong. The default takes up to
   * half a second; 0 tries none, for those who explain what strangers send.
   */
  readonly attempts?: number;
}

const ATTEMPTS = 20_000;

/**
 * Says what a verifier of this profile does with a message, step by step, and of what is wrong, what would make it
 * right. It looks at every part even where the verifier has long refused, and tries what senders are known to do
 * otherwise. Never throws for what somebody sent.
 */
export function explainSignature(question: SignatureQuestion): SignatureExplanation {
  const { message, profile, certificate: given, receivedAt: now, attempts = ATTEMPTS } = question;
  const setup: ExplanationSetup = { limits: HEADER_LIMITS, given, now, attempts };
  const family =
    profile.kind === 'jws' ? explainJws(profile, message, setup) : explainHttpSignature(profile, message, setup);
  const verdict = verify(profile, message, setup);
  return {
    profile: profile.name,
    accepted: verdict.accepted,
    ...(verdict.accepted ? {} : { reason: verdict.reason }),
    steps: family.steps.map((step) => ({ ...step, clause: CLAUSES[profile.kind][step.step] })),
    ...(family.certificate === undefined ? {} : { certificate: summarise(family.certificate) }),
    ...explainText(family),
    acceptedBy: Object.values(PROFILES)
      .filter(({ name }) => name !== profile.name)
      .filter((other) => verify(other, message, setup).accepted)
      .map(({ name }) => name),
  };
}

function verify(profile: SignatureProfile, message: HttpMessage, { given, now }: ExplanationSetup) {
  const clock = () => now ?? findSigningTime(profile.kind, message) ?? new Date(0);
  const findCertificate = () => given;
  return createMessageVerifier({ profile, clock, cacheEntries: 0, findCertificate })(message);
}

function explainText({ cover: { lines, signed } }: FamilyExplanation): Pick<SignatureExplanation, 'signingString'> {
  if (lines.length === 0) return {};
  const shown = lines.map((line) => ('value' in line ? { ...line, value: hideSecret(line.name, line.value) } : line));
  return { signingString: { lines: shown, ...(signed === undefined ? {} : { signed }) } };
}
