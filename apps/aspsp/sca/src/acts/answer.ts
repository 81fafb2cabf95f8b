import type { Transaction } from '@openxs2a/store';
import type { Answered } from '../challenge.ts';
import { renderBlockEnd } from '../domain/block.ts';
import { type ChallengeEvent, transitionChallenge } from '../domain/challenge-state.ts';
import { accept, refuse, type ScaOutcome, type ScaReason } from '../outcome.ts';
import { recordChallenge } from '../record.ts';
import { findBlock } from '../store/attempts.ts';
import { type ChallengeKey, lockChallenge, type StoredChallenge } from '../store/challenges.ts';
import { findMethod, type StoredMethod } from '../store/methods.ts';
import { type Attempted, alertPsu, attempt, counterOf, renderAttempts } from './attempt.ts';
import { moveChallenge } from './move-challenge.ts';
import { LOCKING, type ScaSetting } from './setting.ts';

/** How one kind of answer is judged. */
export interface Answer {
  readonly key: ChallengeKey;
  /** Whether the challenge is one that this answer can be to; another's is as unknown as none. */
  readonly isFor: (challenge: StoredChallenge) => boolean;
  /** What the authorisation is about now; undefined where that does not matter. */
  readonly subjectDigest: string | undefined;
  /** What is wrong with it; undefined where it is right. */
  readonly faultOf: (trx: Transaction, asked: AskedBy) => Promise<ScaReason | undefined>;
  readonly event: Extract<ChallengeEvent, 'answer' | 'refuse'>;
  /** What else the record says of it. */
  readonly noted?: { readonly passkeyId?: string } | undefined;
}

export interface AskedBy {
  readonly challenge: StoredChallenge;
  /** Undefined for passkeys alone, which are looked at with their answer. */
  readonly method: StoredMethod | undefined;
}

interface Judged {
  readonly outcome: ScaOutcome<Answered>;
  /** Undefined where the answer was not even looked at. */
  readonly attempted?: Attempted;
  readonly psuId?: string;
}

/** Judges an answer, counts it and keeps what comes of it, as one: of two right answers at once, one is the first. */
export async function answer(setting: ScaSetting, given: Answer): Promise<ScaOutcome<Answered>> {
  const now = setting.clock();
  const { outcome, attempted, psuId } = await setting.database.transaction(async (trx): Promise<Judged> => {
    const challenge = await lockChallenge(trx, given.key);
    if (challenge === undefined || !given.isFor(challenge)) return { outcome: refuse('challenge-unknown') };
    const judged = await judge(trx, setting, challenge, given, now);
    const result = judged.outcome.accepted ? given.event : judged.outcome.reason;
    await setting.log.append(trx, recordChallenge('sca-answer', challenge, { ...given.noted, result }));
    return { ...judged, psuId: challenge.psuId };
  }, LOCKING);
  alertPsu(setting, psuId, attempted, now);
  return outcome;
}

/** What is refused before the answer is looked at counts as no attempt: it says nothing about the answer. */
async function judge(
  trx: Transaction,
  setting: ScaSetting,
  challenge: StoredChallenge,
  given: Answer,
  now: Date,
): Promise<Judged> {
  const { psuId, authorisationId, authenticationMethodId } = challenge;
  const blockedUntil = await findBlock(trx, counterOf(psuId).counter, now);
  if (blockedUntil !== undefined)
    return { outcome: refuse('psu-blocked', { blockedUntil: renderBlockEnd(blockedUntil) }) };
  const open = transitionChallenge(challenge, given.event, now);
  if (!open.accepted) return { outcome: open };
  if (given.subjectDigest !== undefined && given.subjectDigest !== challenge.subjectDigest) {
    await moveChallenge(trx, challenge, 'end', now);
    return { outcome: refuse('subject-changed', { authorisationId }) };
  }
  const method = await findMethod(trx, psuId, authenticationMethodId);
  if (method === undefined && challenge.kind !== 'passkey')
    return { outcome: refuse('method-unknown', { authenticationMethodId }) };
  return hear(trx, setting, { challenge, method }, given, now);
}

async function hear(
  trx: Transaction,
  setting: ScaSetting,
  asked: AskedBy,
  { faultOf, event }: Pick<Answer, 'event' | 'faultOf'>,
  now: Date,
): Promise<Judged> {
  const { challenge } = asked;
  const { psuId, authorisationId, authenticationMethodId } = challenge;
  const fault = await faultOf(trx, asked);
  const failed = fault !== undefined;
  const attempted = await attempt(trx, setting, counterOf(psuId), { factor: 'possession', failed, now });
  if ('refusal' in attempted) return { outcome: attempted.refusal };
  const moved = await moveChallenge(trx, challenge, failed ? 'miss' : event, now);
  if (!moved.accepted) return { outcome: moved, attempted };
  if (!failed) return { outcome: accept({ psuId, authorisationId, authenticationMethodId }), attempted };
  const left = renderAttempts(attempted.attempts, setting, now);
  const challengeOpen = moved.evidence.status === 'open';
  return { outcome: refuse(fault, { authorisationId, challengeOpen, ...left }), attempted };
}
