import type { BankProfile } from '@openxs2a/profile';
import type { ListenLimits } from '@openxs2a/service';

/** What the profile says to the listener: who sends more slowly is cut. */
export function toListenLimits({ limits }: BankProfile): Partial<ListenLimits> {
  const requestTimeout = limits.requestSeconds * 1_000;
  return { requestTimeout, headersTimeout: Math.min(10_000, requestTimeout) };
}
