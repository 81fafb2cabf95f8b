import type { Io, Progress } from '@openxs2a/generate';

const EVERY_MS = 1000;

/** Tells how far it is, about once a second however often it is called. */
export function createTicker({ now }: Pick<Io, 'now'>, progress: Progress): (words: () => string) => void {
  let last = now().getTime();
  return (words) => {
    const time = now().getTime();
    if (time - last < EVERY_MS) return;
    last = time;
    progress.stage(words());
  };
}
