import type { BankProfile } from '@openxs2a/profile';
import { type Clock, createRateLimiter, type RateVerdict } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { createSharedRates } from './shared-rates.ts';

/** How often a TPP may call. */
export interface TppRates {
  take(tppId: string): RateVerdict | Promise<RateVerdict>;
}

export interface TppRatesOptions {
  readonly database: Database;
  readonly limits: Pick<BankProfile['limits'], 'burst' | 'requestsPerSecond'>;
  readonly clock: Clock;
}

/** More TPPs than Europe has. */
const MOST_TPPS = 20_000;

/** Counted in memory where one process has the database, and by all nodes together where they share one. */
export function createTppRates({ database, limits, clock }: TppRatesOptions): TppRates {
  const limit = { burst: limits.burst, perSecond: limits.requestsPerSecond };
  return database.dialect === 'postgresql'
    ? createSharedRates({ database, limit, clock })
    : createRateLimiter(limit, clock, MOST_TPPS);
}
