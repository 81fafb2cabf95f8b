import type { Clock } from '@openxs2a/service';

/**
 * The provider goes by the clock of the machine, which cannot be handed to it; the bank goes by its own. So an age and what is
 * left of a life are told by the bank's clock, and only the moment from which they count by the other.
 */
export function toProviderTimes(
  clock: Clock,
  createdAt: Date,
  expiresAt: Date,
): { readonly iat: number; readonly exp: number } {
  const difference = Date.now() - clock().getTime();
  return { iat: toSeconds(createdAt.getTime() + difference), exp: toSeconds(expiresAt.getTime() + difference) };
}

/** When something ends that is to live so long from now. */
export function endAfter(clock: Clock, seconds: number): Date {
  return new Date(clock().getTime() + seconds * 1_000);
}

const toSeconds = (time: number): number => Math.floor(time / 1_000);
