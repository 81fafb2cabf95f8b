/** An outage is presumed after so many requests in a row that had no answer within that time (RTS, Article 33(1)). */
const REQUESTS = 5;
const MILLISECONDS = 30_000;

/** Whether the interface serves, as what it answers shows. */
export interface OutageWatch {
  /** An answer that was given at this minute; 5xx and what took too long is no answer. */
  saw(minute: number, answer: { readonly status: number; readonly milliseconds: number }): void;
  /** A minute in which this node ran. */
  ran(minute: number): void;
  /** The minutes that are known by now to have been up, once. */
  takeUp(): readonly number[];
}

/**
 * A minute counts as soon as it is clear that it was not the first of an outage: while requests fail and are not five yet, it
 * waits for what the next one shows, and an outage takes all minutes since the first of the five.
 */
export function createOutageWatch(): OutageWatch {
  let failures = 0;
  let up = new Set<number>();
  const waiting = new Set<number>();
  const isOutage = () => failures >= REQUESTS;
  return {
    saw(minute, { status, milliseconds }) {
      if (status < 500 && milliseconds <= MILLISECONDS) {
        failures = 0;
        for (const each of waiting) up.add(each);
        waiting.clear();
        return;
      }
      failures += 1;
      if (failures === 1 && up.delete(minute)) waiting.add(minute);
      if (isOutage()) waiting.clear();
    },
    ran(minute) {
      if (isOutage()) return;
      (failures > 0 ? waiting : up).add(minute);
    },
    takeUp() {
      const taken = [...up];
      up = new Set();
      return taken;
    },
  };
}
