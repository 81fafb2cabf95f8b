import { accept, refuse, type ScaOutcome, type ScaReason } from '../outcome.ts';

/** What a PSU is asked for an authorisation: to give a code, to approve by a device, or to use a passkey. */
export type ChallengeKind = 'code' | 'approval' | 'passkey';

export type ChallengeStatus =
  | 'open'
  /** The right code, signature or passkey came. */
  | 'answered'
  /** The PSU said no. */
  | 'refused'
  /** Missed too often, taken back, not delivered, or made for a subject that has changed. */
  | 'ended'
  | 'expired';

export type ChallengeEvent = 'answer' | 'miss' | 'refuse' | 'end';

export interface ChallengeState {
  readonly kind: ChallengeKind;
  readonly status: Exclude<ChallengeStatus, 'expired'>;
  /** How many more wrong answers are heard. */
  readonly triesLeft: number;
  readonly expiresAt: Date;
}

/** The only way from one status to another. All but `open` are final; time ends what is open. */
export function transitionChallenge(
  state: ChallengeState,
  event: ChallengeEvent,
  now: Date,
): ScaOutcome<ChallengeState> {
  const status = statusAt(state, now);
  if (status !== 'open') return refuse(WHY_NOT[state.kind][status]);
  switch (event) {
    case 'answer':
      return accept({ ...state, status: 'answered' });
    case 'refuse':
      return accept({ ...state, status: 'refused' });
    case 'end':
      return accept({ ...state, status: 'ended' });
    case 'miss': {
      const triesLeft = state.triesLeft - 1;
      return accept({ ...state, triesLeft, status: triesLeft > 0 ? 'open' : 'ended' });
    }
    default:
      return event satisfies never;
  }
}

export function statusAt({ status, expiresAt }: ChallengeState, now: Date): ChallengeStatus {
  return status === 'open' && now >= expiresAt ? 'expired' : status;
}

const WHY_NOT: Readonly<Record<ChallengeKind, Readonly<Record<Exclude<ChallengeStatus, 'open'>, ScaReason>>>> = {
  code: {
    answered: 'code-used',
    refused: 'challenge-ended',
    ended: 'challenge-ended',
    expired: 'challenge-expired',
  },
  approval: {
    answered: 'approval-used',
    refused: 'approval-refused',
    ended: 'challenge-ended',
    expired: 'challenge-expired',
  },
  passkey: {
    answered: 'passkey-used',
    refused: 'challenge-ended',
    ended: 'challenge-ended',
    expired: 'challenge-expired',
  },
};
