import { type Io, type Program, runProgram } from '@openxs2a/generate';

export const NOW = new Date('2026-11-26T12:00:00Z');

/** Calls a program in a process that remembers what was said to it; its clock stands still. */
export function createCall(program: Program) {
  return async (args: readonly string[], parts: Partial<Io> = {}) => {
    const said = { out: '', err: '' };
    const io: Io = {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      interactive: false,
      color: false,
      columns: 100,
      input: async () => new Uint8Array(),
      now: () => NOW,
      ...parts,
    };
    return { code: await runProgram(program, args, io), ...said };
  };
}
