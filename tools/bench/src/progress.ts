import type { WriteStream } from 'node:tty';

/** One line that tells what is going on: rewritten on a terminal, a line each where there is none. */
export function createProgress(stream: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean }) {
  const isTerminal = stream.isTTY === true;
  return {
    show: (text: string) => void stream.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`),
    clear: () => void (isTerminal && stream.write('\r\u001b[K')),
  };
}
