/** Says what time it is, and stands still until it is told otherwise. */
export interface ManualClock {
  (): Date;
  set(moment: string | Date): void;
  advance(step: { readonly days?: number; readonly minutes?: number; readonly milliseconds?: number }): void;
}

export function createManualClock(start = '2026-11-26T09:00:00Z'): ManualClock {
  let now = Date.parse(start);
  return Object.assign(() => new Date(now), {
    set(moment: string | Date) {
      now = new Date(moment).getTime();
    },
    advance({ days = 0, minutes = 0, milliseconds = 0 }: Parameters<ManualClock['advance']>[0]) {
      now += (days * 24 * 60 + minutes) * 60_000 + milliseconds;
    },
  });
}
