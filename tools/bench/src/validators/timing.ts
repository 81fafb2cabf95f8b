import type { Contestant } from '../measure/rounds.ts';

/**
 * A contestant that repeats a synchronous piece of work for about the given time. How often that is, it finds out by
 * itself, in its first turns.
 */
export function createRateContestant(name: string, work: () => unknown, milliseconds: number): Contestant {
  let repeats = 1;
  return {
    name,
    run: async () => {
      for (;;) {
        const taken = time(work, repeats);
        const isEnough = taken > milliseconds * 0.5;
        const rate = repeats / (taken / 1000);
        repeats = Math.max(1, Math.ceil((rate * milliseconds) / 1000));
        if (isEnough) return { rate, micros: 1e6 / rate };
      }
    },
  };
}

/** What the work returns is used, so that it cannot be left out. */
function time(work: () => unknown, repeats: number): number {
  let kept: unknown;
  const begin = performance.now();
  for (let done = 0; done < repeats; done++) kept = work();
  const taken = performance.now() - begin;
  if (kept === work) throw new Error('The work returns itself.');
  return Math.max(taken, 1e-4);
}
