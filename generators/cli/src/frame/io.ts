import { buffer } from 'node:stream/consumers';

/** Everything a command may touch of the process it runs in; tests hand in their own. */
export interface Io {
  /** What the command was asked for. */
  out(text: string): void;
  /** Everything else: progress, findings beside the result, complaints. */
  err(text: string): void;
  /** Whether the error stream is a terminal that a person watches. */
  readonly interactive: boolean;
  /** Whether what is printed on `out` may be coloured: a terminal whose owner did not say no (NO_COLOR). */
  readonly color: boolean;
  /** The width of that terminal; undefined where it is none. */
  readonly columns: number | undefined;
  /** All that is piped in. */
  input(): Promise<Uint8Array>;
  now(): Date;
}

export function createProcessIo(): Io {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    interactive: process.stderr.isTTY === true,
    color: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    columns: process.stdout.columns,
    input: () => buffer(process.stdin),
    now: () => new Date(),
  };
}
