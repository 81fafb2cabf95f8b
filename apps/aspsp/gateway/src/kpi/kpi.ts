import { createCalendar } from '@openxs2a/core-banking';
import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { addToKpi } from './kpi.store.ts';
import { createOutageWatch } from './outage.ts';
import { type Answer, createTally } from './tally.ts';

/** Counts what the interface answers and when it serves; written behind the requests' back. */
export interface KpiCounter {
  count(answer: Answer): void;
  /** Writes what there is. */
  flush(): Promise<void>;
  /** Writes a last time, and no more. */
  close(): Promise<void>;
}

export interface KpiCounterOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** The bank's: a day ends when it does for its customers. */
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two writings, well below a minute; false: by `flush` alone. */
  readonly every?: number | false;
}

const EVERY = 10_000;
const MINUTE = 60_000;

/** The tables have to be there: see `migrateGateway`. */
export function createKpiCounter({ database, clock, timeZone, onError, every = EVERY }: KpiCounterOptions): KpiCounter {
  const tally = createTally();
  const outage = createOutageWatch();
  const dayOf = createCalendar(timeZone);
  const minuteNow = () => toMinute(clock());
  let kept: readonly number[] = [];
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    outage.ran(minuteNow());
    const sums = tally.take();
    const minutes = [...kept, ...outage.takeUp()];
    kept = [];
    try {
      await addToKpi(database, sums, minutes);
    } catch (error) {
      // the sums are true whenever they are written; of minutes in which nothing could be written the bank did not serve
      tally.giveBack(sums);
      kept = minutes.filter((minute) => minute !== minuteNow());
      onError(error);
    }
  };
  const flush = (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };
  const timer = every === false ? undefined : setInterval(() => void flush(), every).unref();
  return {
    count(answer) {
      const now = clock();
      tally.add(dayOf(now), answer);
      outage.saw(toMinute(now), answer);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

const toMinute = (moment: Date): number => Math.floor(moment.getTime() / MINUTE);
