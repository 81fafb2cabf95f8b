import type { Transaction } from '@openxs2a/store';
import { type Attempts, alertAfter, type Factor, renderBlockEnd } from '../domain/block.ts';
import { hideName } from '../keys.ts';
import { type RefusalEvidence, refuse, type ScaRefusal } from '../outcome.ts';
import { recordPsu } from '../record.ts';
import { countAttempt, findBlock } from '../store/attempts.ts';
import type { ScaSetting } from './setting.ts';

/** What failures in a row are counted for. */
export interface Counter {
  readonly counter: string;
  /** Undefined for a name that nobody has. */
  readonly psuId: string | undefined;
}

export const counterOf = (psuId: string): Counter => ({ counter: `psu:${psuId}`, psuId });

/** A name that nobody has is counted as if somebody had it, and not kept: people type passwords into the wrong field. */
export function counterOfName({ keys }: Pick<ScaSetting, 'keys'>, name: string): Counter {
  const hidden = Buffer.from(hideName(keys, 'attempts', name)).toString('base64url');
  return { counter: `name:${hidden}`, psuId: undefined };
}

export type Attempted = { readonly attempts: Attempts; readonly failed: boolean } | { readonly refusal: ScaRefusal };

/** An attempt, within the transaction of what it is about; refused while there is a block, whatever it was. */
export async function attempt(
  trx: Transaction,
  { log, policy }: ScaSetting,
  { counter, psuId }: Counter,
  { factor, failed, now }: { readonly factor: Factor; readonly failed: boolean; readonly now: Date },
): Promise<Attempted> {
  const attempts = await countAttempt(trx, { counter, factor, failed, now, policy: policy.blocks });
  if (attempts === undefined) return { refusal: await refuseBlocked(trx, counter, now) };
  if (attempts.blockedUntil > now.getTime())
    await log.append(trx, recordPsu('sca-blocked', psuId, { until: renderBlockEnd(attempts.blockedUntil) }));
  return { attempts, failed };
}

async function refuseBlocked(trx: Transaction, counter: string, now: Date): Promise<ScaRefusal> {
  const until = await findBlock(trx, counter, now);
  return refuse('psu-blocked', until === undefined ? {} : { blockedUntil: renderBlockEnd(until) });
}

/** What a failure leaves, for the evidence of its refusal. */
export function renderAttempts(
  { failures, blockedUntil }: Attempts,
  { policy }: Pick<ScaSetting, 'policy'>,
  now: Date,
): RefusalEvidence {
  if (blockedUntil > now.getTime()) return { attemptsLeft: 0, blockedUntil: renderBlockEnd(blockedUntil) };
  return { attemptsLeft: policy.blocks.failures - failures };
}

/** After the transaction: tells the PSU what it has to hear of a failure. */
export function alertPsu(
  { policy, sendAlert }: ScaSetting,
  psuId: string | undefined,
  attempted: Attempted | undefined,
  now: Date,
): void {
  if (psuId === undefined || attempted === undefined || 'refusal' in attempted || !attempted.failed) return;
  const alert = alertAfter(attempted.attempts, policy.blocks, now);
  if (alert !== undefined) sendAlert(psuId, alert);
}
