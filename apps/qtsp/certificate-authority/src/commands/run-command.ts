import { type Environment, readConfig, renderConfig, ServiceError } from '@openxs2a/service';
import type { Static, TObject } from 'typebox';

/** As much of Node's `process` as a command uses. */
export interface CommandHost {
  readonly env: Environment;
  readonly argv: readonly string[];
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

/**
 * A command that does its work and ends, with the texts that it gives on standard output. `--help` prints its
 * configuration. Exit code 2 for what people can mend, said in words; what else fails is thrown on.
 */
export async function runCommand<Schema extends TObject>(
  name: string,
  schema: Schema,
  act: (config: Readonly<Static<Schema>>) => Promise<readonly string[]>,
  host: CommandHost = process,
): Promise<void> {
  if (host.argv.includes('--help')) {
    host.stdout.write(`${name} is configured by its environment; KEY_FILE names a file that holds KEY.\n\n`);
    host.stdout.write(renderConfig(schema));
    return;
  }
  try {
    const lines = await act(readConfig(schema, host.env));
    for (const line of lines) host.stdout.write(`${line}\n`);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    host.stderr.write(`${name}: ${error.message}\n`);
    host.exitCode = 2;
  }
}
