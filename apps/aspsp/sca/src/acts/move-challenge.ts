import type { Transaction } from '@openxs2a/store';
import { type ChallengeEvent, transitionChallenge } from '../domain/challenge-state.ts';
import { accept, type ScaOutcome } from '../outcome.ts';
import { recordChallenge } from '../record.ts';
import { type ChallengeKey, lockChallenge, type StoredChallenge, saveChallenge } from '../store/challenges.ts';
import type { ScaSetting } from './setting.ts';

/** Moves a challenge on that was locked in this transaction. */
export async function moveChallenge(
  trx: Transaction,
  challenge: StoredChallenge,
  event: ChallengeEvent,
  now: Date,
): Promise<ScaOutcome<StoredChallenge>> {
  const state = transitionChallenge(challenge, event, now);
  if (!state.accepted) return state;
  const moved = { ...challenge, ...state.evidence };
  await saveChallenge(trx, moved);
  return accept(moved);
}

/** Ends a challenge if it is there and open, and records why. */
export async function endChallenge(
  trx: Transaction,
  { log, clock }: ScaSetting,
  key: ChallengeKey,
  result: 'ended' | 'delivery-failed',
): Promise<void> {
  const challenge = await lockChallenge(trx, key);
  if (challenge === undefined) return;
  const ended = await moveChallenge(trx, challenge, 'end', clock());
  if (ended.accepted) await log.append(trx, recordChallenge('sca-challenge', challenge, { result }));
}
