import type { AskedStatus } from '../challenge.ts';
import { statusAt } from '../domain/challenge-state.ts';
import { findChallenge } from '../store/challenges.ts';
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
  const isAwaited = status === 'open' && challengeData !== undefined;
  return { status, psuId, authenticationMethodId, ...(isAwaited && { challengeData }), expiresAt };
}
