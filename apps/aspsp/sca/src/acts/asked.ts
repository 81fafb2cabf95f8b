import type { AskedStatus } from '../challenge.ts';
import { statusAt } from '../domain/challenge-state.ts';
import { findChallenge } from '../store/challenges.ts';
import { passkeyOptions } from './passkey-challenge.ts';
import type { ScaSetting } from './setting.ts';

/** What became of what an authorisation asked last; undefined where it asked nothing. */
export async function findAsked(setting: ScaSetting, authorisationId: string): Promise<AskedStatus | undefined> {
  const { database, clock } = setting;
  const challenge = await findChallenge(database, { authorisationId });
  if (challenge === undefined) return undefined;
  const { psuId, authenticationMethodId, expiresAt, challengeData } = challenge;
  const status = statusAt(challenge, clock());
  const asked = { status, psuId, authenticationMethodId, expiresAt };
  if (status !== 'open') return asked;
  if (challenge.kind === 'passkey') return { ...asked, passkeyOptions: await passkeyOptions(setting, challenge) };
  return { ...asked, ...(challengeData !== undefined && { challengeData }) };
}
