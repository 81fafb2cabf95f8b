import type { Certificate } from '@openxs2a/certificates';
import { compareKeyId } from '../http-signature/key-id.ts';
import { verifyHttpSignature } from '../http-signature/verify.ts';
import { verifyJws } from '../jws/verify.ts';
import { HEADER_LIMITS } from '../limits.ts';
import type { HttpMessage } from '../message.ts';
import type { SignatureProfile } from '../profile.ts';
import { PROFILES } from '../profiles.ts';
import { createCertificateReader } from '../steps/certificate.ts';
import { parseHeaderList } from '../steps/signed-headers.ts';
import type { VerificationSetup } from '../verification-setup.ts';
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
 * otherwise. Never rejects for what somebody sent.
 */
export async function explainSignature(
  question: SignatureQuestion,
  readCertificate = createCertificateReader(CERTIFICATES),
): Promise<SignatureExplanation> {
  const { message, profile, certificate: given, receivedAt: now, attempts = ATTEMPTS } = question;
  const setup: ExplanationSetup = { limits: HEADER_LIMITS, readCertificate, given, now, attempts };
  const family = await (profile.kind === 'jws'
    ? explainJws(profile, message, setup)
    : explainHttpSignature(profile, message, setup));
  const verdict = await verify(profile, message, setup);
  return {
    profile: profile.name,
    accepted: verdict.accepted,
    ...(verdict.accepted ? {} : { reason: verdict.reason }),
    steps: family.steps.map((step) => ({ ...step, clause: CLAUSES[profile.kind][step.step] })),
    ...(family.certificate === undefined ? {} : { certificate: summarise(family.certificate) }),
    ...explainText(family),
    acceptedBy: await findOthers(profile, message, setup),
  };
}

/** Of one message: reading a certificate takes longer than all the rest, and every profile asks for it. */
const CERTIFICATES = 4;

/** The other profiles that would accept it. */
async function findOthers(profile: SignatureProfile, message: HttpMessage, setup: ExplanationSetup) {
  const others = Object.values(PROFILES).filter(({ name }) => name !== profile.name);
  const verdicts = await Promise.all(others.map((other) => verify(other, message, setup)));
  return others.filter((_, index) => verdicts[index]?.accepted).map(({ name }) => name);
}

/** As a verifier does it that was made for this profile. */
function verify(profile: SignatureProfile, message: HttpMessage, setup: ExplanationSetup) {
  const { given, now, limits, readCertificate } = setup;
  const clock = () => now ?? findSigningTime(profile.kind, message) ?? new Date(0);
  const own: VerificationSetup = { clock, limits, readCertificate };
  if (profile.kind === 'jws') return verifyJws(profile, message, { ...own, findCertificate: () => given });
  const readHeaderList = (text: string) => parseHeaderList(text, profile.headerNames);
  return verifyHttpSignature(profile, message, { ...own, compareKeyId, readHeaderList });
}

function explainText({ cover: { lines, signed } }: FamilyExplanation): Pick<SignatureExplanation, 'signingString'> {
  if (lines.length === 0) return {};
  const shown = lines.map((line) => ('value' in line ? { ...line, value: hideSecret(line.name, line.value) } : line));
  return { signingString: { lines: shown, ...(signed === undefined ? {} : { signed }) } };
}
