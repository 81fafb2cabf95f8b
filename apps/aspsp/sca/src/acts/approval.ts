import type { Answered, Approval } from '../challenge.ts';
import { type Decision, decisionText, isSignedBy } from '../domain/device-key.ts';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { type Subject, subjectDigest } from '../domain/subject.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import { listOpenApprovals, type StoredChallenge } from '../store/challenges.ts';
import { answer } from './answer.ts';
import { type AskPsu, ask, begin, findMethodFor } from './ask.ts';
import type { ScaSetting } from './setting.ts';

/** Asks a device of the PSU, which comes for the question by itself. */
export async function requestApproval(setting: ScaSetting, asked: AskPsu): Promise<ScaOutcome<Approval>> {
  const found = await findMethodFor(setting, asked, 'approval');
  if (!found.accepted) return found;
  const challenge = { ...begin(setting, asked, 'approval'), challengeData: undefined, codeMac: undefined };
  const { authenticationType } = found.evidence;
  const refusal = await ask(setting, challenge, { authenticationType, isSent: true });
  return refusal ?? accept(toApproval(challenge));
}

export async function listApprovals({ database, clock }: ScaSetting, psuId: string): Promise<readonly Approval[]> {
  return (await listOpenApprovals(database, psuId, clock())).map(toApproval);
}

export interface Approve {
  readonly approvalId: string;
  /** Of `texts.approve`, by the key of the device; base64url. */
  readonly signature: string;
  /** What is authorised now. */
  readonly subject: Subject;
}

export function approve(setting: ScaSetting, { subject, ...signed }: Approve): Promise<ScaOutcome<Answered>> {
  return decide(setting, 'approve', { ...signed, subjectDigest: subjectDigest(subject) });
}

/** Of `texts.refuse`; a no stays a no, whatever the subject has become. */
export type RefuseApproval = Omit<Approve, 'subject'>;

export function refuseApproval(setting: ScaSetting, signed: RefuseApproval): Promise<ScaOutcome<Answered>> {
  return decide(setting, 'refuse', { ...signed, subjectDigest: undefined });
}

interface Signed {
  readonly approvalId: string;
  readonly signature: string;
  readonly subjectDigest: string | undefined;
}

async function decide(
  setting: ScaSetting,
  decision: Decision,
  { approvalId, signature, subjectDigest: digest }: Signed,
): Promise<ScaOutcome<Answered>> {
  if (!isOpaqueId(approvalId)) return refuse('challenge-unknown');
  return answer(setting, {
    key: { challengeId: approvalId },
    isFor: ({ kind }) => kind === 'approval',
    subjectDigest: digest,
    async faultOf(_, { challenge, method }) {
      const deviceKey = method?.deviceKey;
      const text = toApproval(challenge).texts[decision];
      return deviceKey !== undefined && isSignedBy(deviceKey, text, signature) ? undefined : 'signature-wrong';
    },
    event: decision === 'approve' ? 'answer' : 'refuse',
  });
}

export function toApproval(challenge: StoredChallenge): Approval {
  const {
    challengeId: approvalId,
    authorisationId,
    authenticationMethodId,
    subjectDigest: digest,
    shown,
    expiresAt,
  } = challenge;
  const signed = { approvalId, subjectDigest: digest, shown };
  const texts = { approve: decisionText('approve', signed), refuse: decisionText('refuse', signed) };
  return { authorisationId, authenticationMethodId, ...signed, texts, expiresAt };
}
