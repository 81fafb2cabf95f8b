import type { Io } from './io.ts';

/** Tells a person that something is going on; never touches standard output. */
export interface Progress {
  stage(text: string): void;
  done(): void;
}

/** Work that is shorter than this needs no line where nobody watches. */
const PATIENCE_MS = 1000;

/** On a terminal one line that is rewritten; elsewhere a line per stage once the work has taken a second; silent with `--json`. */
export function createProgress(io: Io, silent: boolean): Progress {
  if (silent) return { stage: () => undefined, done: () => undefined };
  return io.interactive ? createLine(io) : createLog(io);
}

function createLine(io: Io): Progress {
  return {
    stage: (text) => io.err(`\r\u001b[K${text} …`),
    done: () => io.err('\r\u001b[K'),
  };
}

function createLog(io: Io): Progress {
  const begin = io.now().getTime();
  let current: string | undefined;
  const print = () => {
    if (current !== undefined) io.err(`${current} …\n`);
    current = undefined;
  };
  const timer = setTimeout(print, PATIENCE_MS);
  timer.unref();
  return {
    stage(text) {
      current = text;
      if (io.now().getTime() - begin >= PATIENCE_MS) print();
    },
    done() {
      current = undefined;
      clearTimeout(timer);
    },
  };
}
