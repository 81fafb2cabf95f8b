import type { Transaction } from '@openxs2a/store';
import type { Answered } from '../challenge.ts';
import { renderBlockEnd } from '../domain/block.ts';
import { type ChallengeEvent, transitionChallenge } from '../domain/challenge-state.ts';
import { accept, refuse, type ScaOutcome, type ScaReason, type ScaRefusal } from '../outcome.ts';
import { recordChallenge } from '../record.ts';
import { findBlock } from '../store/attempts.ts';
import { type ChallengeKey, lockChallenge, type StoredChallenge, saveChallenge } from '../store/challenges.ts';
import { type Attempted, alertPsu, attempt, counterOf, renderAttempts } from './attempt.ts';
import { LOCKING, type ScaSetting } from './setting.ts';

/** How one kind of answer is judged. */
export interface Answer {
  readonly key: ChallengeKey;
  /** Whether the challenge is one that this answer can be to; another's is as unknown as none. */
  readonly isFor: (challenge: StoredChallenge) => boolean;
  /** What the authorisation is about now; undefined where that does not matter. */
  readonly subjectDigest: string | undefined;
  readonly isRight: (trx: Transaction, challenge: StoredChallenge) => Promise<boolean> | boolean;
  readonly event: Extract<ChallengeEvent, 'answer' | 'refuse'>;
  readonly whenWrong: Extract<ScaReason, 'code-wrong' | 'signature-wrong'>;
}

interface Judged {
  readonly outcome: ScaOutcome<Answered>;
  readonly psuId?: string;
  readonly attempted?: Attempted;
}

/** Judges an answer, counts it and keeps what comes of it, as one: of two right answers at once, one is the first. */
export async function answer(setting: ScaSetting, given: Answer): Promise<ScaOutcome<Answered>> {
  const now = setting.clock();
  const judged = await setting.database.transaction(async (trx): Promise<Judged> => {
    const found = await lockChallenge(trx, given.key);
    if (found === undefined || !given.isFor(found)) return { outcome: refuse('challenge-unknown') };
    const result = await judge(trx, setting, found, given, now);
    const outcome = result.outcome.accepted ? given.event : result.outcome.reason;
    await setting.log.append(trx, recordChallenge('sca-answer', found, { result: outcome }));
    return { ...result, psuId: found.psuId };
  }, LOCKING);
  alertPsu(setting, judged.psuId, judged.attempted, now);
  return judged.outcome;
}

async function judge(
  trx: Transaction,
  setting: ScaSetting,
  challenge: StoredChallenge,
  given: Answer,
  now: Date,
): Promise<Judged> {
  const { authorisationId, psuId, authenticationMethodId } = challenge;
  const counter = counterOf(psuId);
  const blockedUntil = await findBlock(trx, counter.counter, now);
  if (blockedUntil !== undefined)
    return { outcome: refuse('psu-blocked', { blockedUntil: renderBlockEnd(blockedUntil) }) };
  const closed = closedAt(challenge, now);
  if (closed !== undefined) return { outcome: closed };
  if (given.subjectDigest !== undefined && given.subjectDigest !== challenge.subjectDigest) {
    await move(trx, challenge, 'end', now);
    return { outcome: refuse('subject-changed', { authorisationId }) };
  }
  const isRight = await given.isRight(trx, challenge);
  const attempted = await attempt(trx, setting, counter, { factor: 'possession', failed: !isRight, now });
  if ('refusal' in attempted) return { outcome: attempted.refusal };
  const moved = await move(trx, challenge, isRight ? given.event : 'miss', now);
  if (isRight) return { outcome: accept({ psuId, authorisationId, authenticationMethodId }), attempted };
  const evidence = {
    authorisationId,
    challengeOpen: moved.status === 'open',
    ...renderAttempts(attempted.attempts, setting, now),
  };
  return { outcome: refuse(given.whenWrong, evidence), attempted };
}

/** Why it cannot be answered any more. */
function closedAt(challenge: StoredChallenge, now: Date): ScaRefusal | undefined {
  const outcome = transitionChallenge(challenge, 'answer', now);
  return outcome.accepted ? undefined : outcome;
}

async function move(
  trx: Transaction,
  challenge: StoredChallenge,
  event: ChallengeEvent,
  now: Date,
): Promise<StoredChallenge> {
  const outcome = transitionChallenge(challenge, event, now);
  if (!outcome.accepted) throw new TypeError('A challenge that is closed is moved no more.');
  const moved = { ...challenge, ...outcome.evidence };
  await saveChallenge(trx, moved);
  return moved;
}
