import type { Transaction } from '@openxs2a/store';
import { renderBlockEnd } from '../domain/block.ts';
import type { ChallengeKind } from '../domain/challenge-state.ts';
import { describeSubject } from '../domain/describe-subject.ts';
import { isOpaqueId } from '../domain/opaque-id.ts';
import { type Subject, subjectDigest } from '../domain/subject.ts';
import { accept, refuse, type ScaOutcome, type ScaRefusal } from '../outcome.ts';
import { recordChallenge } from '../record.ts';
import { findBlock } from '../store/attempts.ts';
import { putChallenge, type StoredChallenge } from '../store/challenges.ts';
import { findMethod, type StoredMethod } from '../store/methods.ts';
import { secondsUntilSending, takeSending } from '../store/sending.ts';
import { counterOf } from './attempt.ts';
import { LOCKING, type ScaSetting } from './setting.ts';

export interface AskPsu {
  readonly authorisationId: string;
  readonly psuId: string;
  readonly authenticationMethodId: string;
  readonly subject: Subject;
}

/** What every kind of challenge begins with. */
export type Begun = Omit<StoredChallenge, 'challengeData' | 'codeMac'>;

/** The method of this PSU, if it can be asked so. */
export async function findMethodFor(
  { database }: ScaSetting,
  { psuId, authenticationMethodId }: AskPsu,
  kind: Extract<ChallengeKind, 'code' | 'approval'>,
): Promise<ScaOutcome<StoredMethod>> {
  const isId = isOpaqueId(authenticationMethodId);
  const method = isId ? await findMethod(database, psuId, authenticationMethodId) : undefined;
  if (method === undefined) return refuse('method-unknown');
  if (method.decoupled !== (kind === 'approval')) return refuse('method-unfit', { authenticationMethodId });
  return accept(method);
}

export function begin(setting: ScaSetting, { subject, ...asked }: AskPsu, kind: ChallengeKind): Begun {
  const { clock, random, policy } = setting;
  const createdAt = clock();
  return {
    ...asked,
    challengeId: random.token(16),
    kind,
    status: 'open',
    triesLeft: policy.codes.tries,
    subjectDigest: subjectDigest(subject),
    shown: describeSubject(subject),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + policy[LIFETIMES[kind]].minutes * 60_000),
  };
}

const LIFETIMES = { code: 'codes', approval: 'approvals', passkey: 'passkeys' } as const;

/** Asks, in the place of what this authorisation asked before. Nothing is asked of a PSU that is blocked or was asked too often. */
export function ask(
  setting: ScaSetting,
  challenge: StoredChallenge,
  { authenticationType, isSent }: { readonly authenticationType: string; readonly isSent: boolean },
): Promise<ScaRefusal | undefined> {
  const { database, log } = setting;
  return database.transaction(async (trx) => {
    const refusal = await mayAsk(trx, setting, challenge, isSent);
    const result = refusal?.reason ?? 'asked';
    await log.append(trx, recordChallenge('sca-challenge', challenge, { authenticationType, result }));
    if (refusal === undefined) await putChallenge(trx, challenge);
    return refusal;
  }, LOCKING);
}

async function mayAsk(
  trx: Transaction,
  { policy }: ScaSetting,
  { psuId, authorisationId, createdAt }: StoredChallenge,
  isSent: boolean,
): Promise<ScaRefusal | undefined> {
  const blockedUntil = await findBlock(trx, counterOf(psuId).counter, createdAt);
  if (blockedUntil !== undefined) return refuse('psu-blocked', { blockedUntil: renderBlockEnd(blockedUntil) });
  if (!isSent || (await takeSending(trx, psuId, createdAt, policy.sending))) return undefined;
  const retryAfter = await secondsUntilSending(trx, psuId, createdAt, policy.sending);
  return refuse('sending-too-often', { authorisationId, retryAfter });
}
