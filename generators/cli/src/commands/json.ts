import type { Io } from '../frame/io.ts';

/** The result of a command for a program: one JSON document on standard output. */
export function printJson(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`);
}
