import { renderBlockEnd } from '../domain/block.ts';
import { accept, refuse, type ScaOutcome } from '../outcome.ts';
import { recordPsu } from '../record.ts';
import { findBlock, forgetAttempts } from '../store/attempts.ts';
import { counterOf } from './attempt.ts';
import { LOCKING, type ScaSetting } from './setting.ts';

/** ISO 8601, or `for-good`; undefined where the PSU is not blocked. */
export async function blockedUntil({ database, clock }: ScaSetting, psuId: string): Promise<string | undefined> {
  const until = await findBlock(database, counterOf(psuId).counter, clock());
  return until === undefined ? undefined : renderBlockEnd(until);
}

export async function unblock(
  { database, log, clock, sendAlert }: ScaSetting,
  psuId: string,
  by: string,
  why: string,
): Promise<ScaOutcome<{ readonly psuId: string }>> {
  if (by === '' || why === '') throw new TypeError('Who unblocks, and why, is part of it.');
  const { counter } = counterOf(psuId);
  const outcome = await database.transaction(async (trx) => {
    if ((await findBlock(trx, counter, clock())) === undefined) return refuse('psu-not-blocked', { psuId });
    await forgetAttempts(trx, counter);
    await log.append(trx, recordPsu('sca-unblocked', psuId, { why }, by));
    return accept({ psuId });
  }, LOCKING);
  if (outcome.accepted) sendAlert(psuId, 'unblocked');
  return outcome;
}
