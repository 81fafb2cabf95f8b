/** How far a report has come to its authority. Times are ISO 8601, in UTC. */
export type Delivery =
  /** Nothing sends it: the bank has no address of this authority. */
  | { readonly state: 'by-hand' }
  /** There is an address, and there was none when it was made. */
  | { readonly state: 'unsent' }
  | { readonly state: 'waiting'; readonly attempts: number; readonly dueAt: string; readonly lastError?: string }
  | { readonly state: 'sent'; readonly attempts: number; readonly at: string }
  /** The authority does not take it, or was tried often enough. */
  | { readonly state: 'failed'; readonly attempts: number; readonly at: string; readonly lastError: string };

/** Minutes after each try until the next one; after the last of them there is none: some two days in all. */
const PAUSES = [1, 2, 5, 15, 60, 180, 360, 720, 1_440] as const;

/** When it is tried again after so many attempts; undefined where that was the last. */
export function findNextTry(attempts: number, now: Date): Date | undefined {
  const minutes = PAUSES[attempts - 1];
  return minutes === undefined ? undefined : new Date(now.getTime() + minutes * 60_000);
}
