import { readFile } from 'node:fs/promises';
import { InputError, type Io } from '@openxs2a/generate';

/** The name that stands for what is piped in. */
export const STDIN = '-';

/** The bytes of a file, or what is piped in. */
export async function readInput(name: string, io: Io): Promise<Uint8Array> {
  return name === STDIN ? io.input() : readFile(name);
}

/** What a person calls it. */
export function nameInput(name: string): string {
  return name === STDIN ? 'standard input' : name;
}

/** Says of which input something could not be used. */
export function refuseInput(name: string, problem: string): InputError {
  return new InputError(`${nameInput(name)}: ${problem}`);
}
