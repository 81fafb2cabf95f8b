import type { ConsentModel } from '@openxs2a/consent';
import type { BankProfile } from '@openxs2a/profile';

export type ScaApproach = BankProfile['sca']['approaches'][number];

/** What a TPP would like; undefined where it says nothing. A wish, never a demand (Guidelines 1.3.8, 5.3.1). */
export interface ApproachWishes {
  readonly redirect?: boolean | undefined;
  readonly decoupled?: boolean | undefined;
}

/** The approaches that a consent can be authorised by: embedded, there is no page to choose accounts on (6.3.1.2). */
export function approachesFor(model: ConsentModel, approaches: readonly ScaApproach[]): readonly ScaApproach[] {
  return model === 'bankOffered' ? approaches.filter((approach) => approach !== 'EMBEDDED') : approaches;
}

/**
 * The bank's first choice among what the TPP would like; without that, among what it would not dislike; without that, of
 * all. TypeError where nothing is offered.
 */
export function chooseApproach(offered: readonly ScaApproach[], { redirect, decoupled }: ApproachWishes): ScaApproach {
  const wishes: Partial<Record<ScaApproach, boolean | undefined>> = { REDIRECT: redirect, DECOUPLED: decoupled };
  const chosen =
    offered.find((approach) => wishes[approach] === true) ??
    offered.find((approach) => wishes[approach] !== false) ??
    offered[0];
  if (chosen === undefined) throw new TypeError('No SCA approach is offered.');
  return chosen;
}
