import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface StartedProcess {
  /** Resolves once what the process has written fits, with the match; rejects if it ends before. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** All that it has written up to now, to standard output and standard error. */
  text(): string;
  kill(signal: NodeJS.Signals): void;
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

/** Runs a script on this Node, in an environment that has these keys besides those of this process. */
export function startProcess(
  script: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): StartedProcess {
  const child = spawn(process.execPath, ['--conditions=@openxs2a/source', script, ...args], {
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  const { text, waitFor } = listenTo(child);
  return {
    text,
    waitFor: (pattern) => Promise.race([waitFor(pattern), ended.then(() => endedTooEarly(pattern, text()))]),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

function endedTooEarly(pattern: RegExp, text: string): never {
  throw new Error(`the process ended and did not say ${pattern}, but:\n${text}`);
}

function listenTo(child: ChildProcess) {
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      for (const look of waiting) look();
    });
  }
  const waitFor = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      const look = () => {
        const match = pattern.exec(text);
        if (match === null) return;
        waiting.delete(look);
        resolve(match);
      };
      waiting.add(look);
      look();
    });
  return { text: () => text, waitFor };
}
