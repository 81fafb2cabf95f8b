import type { Transaction } from '@openxs2a/store';
import { isSameCost, type PasswordHash, parsePasswordHash, renderPasswordHash } from '../domain/password-hash.ts';
import { ScaError } from '../errors.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import { recordPsu } from '../record.ts';
import { findPasswordHash, replacePasswordHash, savePasswordHash } from '../store/passwords.ts';
import {
  type Attempted,
  alertPsu,
  attempt,
  type Counter,
  counterOf,
  counterOfName,
  renderAttempts,
} from './attempt.ts';
import { type HashSetting, makeHash, matchesHash } from './hash.ts';
import { LOCKING, type ScaSetting } from './setting.ts';

export interface CheckPassword {
  /** Undefined where no PSU has the name that was given: the same work, the same answer. */
  readonly psuId: string | undefined;
  /** The name that was given, so that one that nobody has is blocked as one that somebody has. */
  readonly claimed?: string | undefined;
  readonly password: string;
  readonly channel: 'embedded' | 'page';
}

/** What is kept of a password: a PHC string, of `hashPassword` or `parseHashedPassword`. */
export interface HashedPassword {
  readonly phc: string;
}

/** Of a PHC string of argon2id that was kept elsewhere; undefined for what is none. */
export function parseHashedPassword(text: string): HashedPassword | undefined {
  return parsePasswordHash(text) === undefined ? undefined : { phc: text };
}

/** Makes what is kept of a password. Throws `ERR_SCA_PASSWORD_UNFIT`. */
export async function hashPassword(setting: HashSetting, password: string): Promise<HashedPassword> {
  const { minLength, maxLength } = setting.policy.password;
  const length = [...password].length;
  if (length < minLength || length > maxLength || !password.isWellFormed())
    throw new ScaError('ERR_SCA_PASSWORD_UNFIT', `a "password" has ${minLength} to ${maxLength} characters`);
  return { phc: renderPasswordHash(await makeHash(setting, password)) };
}

/**
 * What is kept was made before the transaction, which waits for nothing but the database. Whether it is another one than
 * before: the same changes nothing, and leaves no record.
 */
export async function savePassword(
  trx: Transaction,
  { log, clock }: ScaSetting,
  psuId: string,
  { phc }: HashedPassword,
): Promise<boolean> {
  if ((await findPasswordHash(trx, psuId)) === phc) return false;
  await savePasswordHash(trx, psuId, phc, clock());
  await log.append(trx, recordPsu('sca-password-set', psuId));
  return true;
}

export async function checkPassword(
  setting: ScaSetting,
  { psuId, claimed, password, channel }: CheckPassword,
): Promise<ScaOutcome<{ readonly psuId: string }>> {
  const { database, clock } = setting;
  const stored = await findPasswordHash(database, psuId ?? '');
  const kept = stored === undefined ? undefined : parsePasswordHash(stored);
  const isRight = await matchesHash(setting, password, kept);
  const now = clock();
  const counter = counterFor(setting, psuId, claimed);
  const { outcome, attempted } = await database.transaction(
    (trx) => decide(trx, setting, { psuId, isRight, counter, channel, now }),
    LOCKING,
  );
  alertPsu(setting, psuId, attempted, now);
  if (outcome.accepted && stored !== undefined && kept !== undefined)
    await renew(setting, outcome.evidence.psuId, password, { stored, kept });
  return outcome;
}

function counterFor(setting: ScaSetting, psuId: string | undefined, claimed: string | undefined): Counter | undefined {
  if (psuId !== undefined) return counterOf(psuId);
  return claimed === undefined ? undefined : counterOfName(setting, claimed);
}

interface Decision {
  readonly psuId: string | undefined;
  readonly isRight: boolean;
  readonly counter: Counter | undefined;
  readonly channel: CheckPassword['channel'];
  readonly now: Date;
}

async function decide(
  trx: Transaction,
  setting: ScaSetting,
  { psuId, isRight, counter, channel, now }: Decision,
): Promise<{ outcome: ScaOutcome<{ readonly psuId: string }>; attempted: Attempted | undefined }> {
  const attempted = counter && (await attempt(trx, setting, counter, { factor: 'knowledge', failed: !isRight, now }));
  const outcome = conclude(setting, psuId, isRight, attempted, now);
  const result = outcome.accepted ? 'accepted' : outcome.reason;
  await setting.log.append(trx, recordPsu('sca-password-checked', psuId, { channel, result }));
  return { outcome, attempted };
}

function conclude(
  setting: ScaSetting,
  psuId: string | undefined,
  isRight: boolean,
  attempted: Attempted | undefined,
  now: Date,
): ScaOutcome<{ readonly psuId: string }> {
  if (attempted !== undefined && 'refusal' in attempted) return attempted.refusal;
  if (isRight && psuId !== undefined) return accept({ psuId });
  return refuse('credentials-wrong', attempted && renderAttempts(attempted.attempts, setting, now));
}

/** A password that was hashed at another cost is hashed as the policy has it now, while it is known. */
async function renew(
  setting: ScaSetting,
  psuId: string,
  password: string,
  { stored, kept }: { readonly stored: string; readonly kept: PasswordHash },
): Promise<void> {
  if (isSameCost(kept.parameters, setting.policy.password.hashing)) return;
  await replacePasswordHash(setting.database, psuId, stored, renderPasswordHash(await makeHash(setting, password)));
}
