import { createCommands, createProcessIo, type Program, runProgram, VERSION } from '@openxs2a/generate';
import { certificateCommand } from './certificate/command.ts';
import { signatureExplainCommand, signatureProfilesCommand } from './signature/commands.ts';

/** The users of this program know the client as a TPP and the server as a bank. */
const LABELS = { client: 'TPP', server: 'bank' };

export const program: Program = {
  name: 'openxs2a',
  version: VERSION,
  summary:
    'Open banking interfaces: from their OpenAPI documents to running code and from one version to the next, and why certificates and signatures are refused.',
  commands: [...createCommands(LABELS), certificateCommand, signatureExplainCommand, signatureProfilesCommand],
  groups: { signature: 'Signatures of requests and responses.' },
};

export const main = (): Promise<void> => runAsProcess(program);

/** As a shell tells that a program ended by SIGPIPE. */
const BROKEN_PIPE = 141;

/** Runs the call that the process was started with and leaves its exit code. */
export async function runAsProcess(run: Program): Promise<void> {
  // whoever reads the result may stop before its end, as `head` does
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(BROKEN_PIPE);
  });
  process.exitCode = await runProgram(run, process.argv.slice(2), createProcessIo());
}
