import type { Io } from '../src/frame/io.ts';

/** A process that remembers what was said to it; its clock stands still. */
export function recordIo(parts: Partial<Io> = {}): Io & { readonly said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  return {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    interactive: false,
    color: false,
    columns: undefined,
    input: async () => new Uint8Array(),
    now: () => new Date('2030-04-05T06:07:08Z'),
    said,
    ...parts,
  };
}
