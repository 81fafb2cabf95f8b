import type { Schemas } from '@openxs2a/xs2a/types';
import { accept, type Outcome, refuse } from '../outcome.ts';

export type ScaStatus = Schemas['scaStatus'];

/** What can happen to an authorisation. */
export type ScaEvent =
  /** It is known who the PSU is. */
  | 'identify'
  /** The PSU proved it by a first factor. */
  | 'authenticate'
  | 'selectMethod'
  /** A method works on its own: decoupled, or a challenge at the bank. */
  | 'start'
  /** All is done but the confirmation code that the TPP has to bring. */
  | 'awaitConfirmation'
  | 'finalise'
  /** The bank decides that SCA is not needed. */
  | 'exempt'
  | 'fail';

export interface ScaState {
  readonly scaStatus: ScaStatus;
  readonly changedAt: Date;
}

const RESULTS: Readonly<Record<ScaEvent, ScaStatus>> = {
  identify: 'psuIdentified',
  authenticate: 'psuAuthenticated',
  selectMethod: 'scaMethodSelected',
  start: 'started',
  awaitConfirmation: 'unconfirmed',
  finalise: 'finalised',
  exempt: 'exempted',
  fail: 'failed',
};

/**
 * Steps may be taken at once (a password that comes with the request), so that each leads on to all later ones, and none
 * leads back. A method may be chosen again until it was used. A status that is not among the keys is final.
 */
const EVENTS: Readonly<Partial<Record<ScaStatus, readonly ScaEvent[]>>> = {
  received: ['identify', 'authenticate', 'selectMethod', 'start', 'awaitConfirmation', 'finalise', 'exempt', 'fail'],
  psuIdentified: ['authenticate', 'selectMethod', 'start', 'awaitConfirmation', 'finalise', 'exempt', 'fail'],
  psuAuthenticated: ['selectMethod', 'start', 'awaitConfirmation', 'finalise', 'exempt', 'fail'],
  scaMethodSelected: ['selectMethod', 'start', 'awaitConfirmation', 'finalise', 'fail'],
  started: ['awaitConfirmation', 'finalise', 'fail'],
  unconfirmed: ['finalise', 'fail'],
};

/** What becomes of an authorisation. A final status never changes. */
export function transitionSca({ scaStatus }: ScaState, event: ScaEvent, now: Date): Outcome<ScaState> {
  const events = EVENTS[scaStatus];
  if (events === undefined) return refuse('authorisation-final', { scaStatus, event });
  if (!events.includes(event)) return refuse('authorisation-event-not-allowed', { scaStatus, event });
  return accept({ scaStatus: RESULTS[event], changedAt: now });
}

export function isFinalSca(scaStatus: ScaStatus): boolean {
  return EVENTS[scaStatus] === undefined;
}

/** Where an authorisation begins depends on what is known, not on the approach (Guidelines 1.3.8, 14.15). */
export function beginSca(psuId: string | undefined, now: Date): ScaState {
  return { scaStatus: psuId === undefined ? 'received' : 'psuIdentified', changedAt: now };
}
