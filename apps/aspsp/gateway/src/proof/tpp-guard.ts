import { type Identity, identityOf, type Proof, RefusedError } from '@openxs2a/edge';
import type { RateVerdict } from '@openxs2a/service';
import type { Sightings } from '../directory/sightings.ts';
import type { TppStatus } from '../directory/tpp.ts';
import type { TppRates } from '../limits/tpp-rates.ts';
import { type Callers, callerOf } from './callers.ts';
import type { ProvenCaller } from './prove-caller.ts';

export interface AdmitOptions {
  readonly rates: TppRates;
  readonly sightings: Sightings;
  /** One row by its key, asked for each request: the kill switch. */
  readonly findStatus: (tppId: string) => Promise<TppStatus | undefined>;
  readonly onLimited: () => void;
}

export type Admit = (caller: ProvenCaller) => Promise<void>;

/**
 * Whether the bank lets this TPP in, now: not too often, and not blocked. A TPP that calls for the first time is let in and
 * written down; nobody registers (RTS 2018/389, 32.3).
 */
export function createAdmit({ rates, sightings, findStatus, onLimited }: AdmitOptions): Admit {
  const checkRate = (verdict: RateVerdict): void => {
    if (verdict.allowed) return;
    onLimited();
    throw new RefusedError({ reason: 'rate-exceeded', retryAfter: verdict.retryAfter });
  };
  const checkStatus = async (identity: Identity): Promise<void> => {
    if ((await findStatus(identity.tppId)) === 'blocked')
      throw new RefusedError({ reason: 'tpp-blocked', evidence: { tppId: identity.tppId } });
  };
  return function admit(caller) {
    const { identity } = caller;
    const rest = (): Promise<void> => {
      const recorded = sightings.see(caller);
      return recorded === undefined ? checkStatus(identity) : recorded.then(() => checkStatus(identity));
    };
    const rate = rates.take(identity.tppId);
    if (rate instanceof Promise) return rate.then(checkRate).then(rest);
    checkRate(rate);
    return rest();
  };
}

export function createTppGuard(admit: Admit, callers: Callers): Proof['tpp'] {
  return function admitTpp({ context }) {
    return admit({ identity: identityOf(context), evidence: callerOf(callers, context) });
  };
}
