import type { Psu } from '@openxs2a/consent';
import type { PageMethod, Subject } from '@openxs2a/sca';
import type { Transaction } from '@openxs2a/store';
import type { ScaApproach } from '../domain/approach.ts';
import { keepAccounts, switchApproach } from '../store/begun.ts';
import type { StepEvent } from './authorisable.ts';
import { accept, type RoadOutcome } from './outcome.ts';
import type { AuthorisationKey } from './road.ts';
import type { RoadSetting } from './setting.ts';

export interface Asked {
  readonly key: AuthorisationKey;
  readonly psu: Psu;
  readonly subject: Subject;
  readonly method: PageMethod;
  readonly approach: ScaApproach;
  /** What happened before that is not noted yet. */
  readonly before?: readonly StepEvent[];
}

/**
 * The PSU was asked. What it is asked for stays what it was, whatever accounts it opens meanwhile; an embedded authorisation
 * that a device goes on with is decoupled from now on (Guidelines 1.3.8, 5.1.11).
 */
export async function noteAsked(
  trx: Transaction,
  setting: Pick<RoadSetting, 'authorisables'>,
  { key, psu, subject, method, approach, before = [] }: Asked,
): Promise<RoadOutcome<unknown>> {
  const moved = await moveAll(trx, setting, key, [...before, method.decoupled ? 'start' : 'selectMethod'], psu);
  if (!moved.accepted) return moved;
  if (subject.kind === 'consent') await keepAccounts(trx, key.authorisationId, subject.accounts);
  if (method.decoupled && approach === 'EMBEDDED') await switchApproach(trx, key.authorisationId, 'DECOUPLED');
  return moved;
}

export async function moveAll(
  trx: Transaction,
  { authorisables }: Pick<RoadSetting, 'authorisables'>,
  key: AuthorisationKey,
  events: readonly StepEvent[],
  psu: Psu,
): Promise<RoadOutcome<unknown>> {
  for (const event of events) {
    const moved = await authorisables[key.kind].move(trx, key, event, psu);
    if (!moved.accepted) return moved;
  }
  return accept(undefined);
}
