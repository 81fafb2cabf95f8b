import type { Transaction } from '@openxs2a/store';
import type { AskedStatus } from '../challenge.ts';
import { statusAt, transitionChallenge } from '../domain/challenge-state.ts';
import { recordChallenge } from '../record.ts';
import { findChallenge, lockChallenge, saveChallenge } from '../store/challenges.ts';
import type { ScaSetting } from './setting.ts';

/** What became of what an authorisation asked last; undefined where it asked nothing. */
export async function findAsked(
  { database, clock }: ScaSetting,
  authorisationId: string,
): Promise<AskedStatus | undefined> {
  const challenge = await findChallenge(database, { authorisationId });
  if (challenge === undefined) return undefined;
  const { psuId, authenticationMethodId, expiresAt, challengeData } = challenge;
  const status = statusAt(challenge, clock());
  const isOpen = status === 'open' && challengeData !== undefined;
  return { status, psuId, authenticationMethodId, ...(isOpen && { challengeData }), expiresAt };
}

/** Takes back what an authorisation asks, because it ended otherwise. */
export async function endAsked(trx: Transaction, { log, clock }: ScaSetting, authorisationId: string): Promise<void> {
  const challenge = await lockChallenge(trx, { authorisationId });
  const ended = challenge && transitionChallenge(challenge, 'end', clock());
  if (challenge === undefined || !ended?.accepted) return;
  await saveChallenge(trx, { ...challenge, ...ended.evidence });
  await log.append(trx, recordChallenge('sca-challenge', challenge, { result: 'ended' }));
}
