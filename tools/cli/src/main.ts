import { createCommands, createProcessIo, type Program, runProgram, VERSION } from '@openxs2a/generate';

/** The users of this program know the client as a TPP and the server as a bank. */
const LABELS = { client: 'TPP', server: 'bank' };

export const program: Program = {
  name: 'openxs2a',
  version: VERSION,
  summary: 'From the OpenAPI document of an open banking interface to running code, and from one version to the next.',
  commands: createCommands(LABELS),
};

/** Runs the call that the process was started with and leaves its exit code. */
export async function main(): Promise<void> {
  process.exitCode = await runProgram(program, process.argv.slice(2), createProcessIo());
}
