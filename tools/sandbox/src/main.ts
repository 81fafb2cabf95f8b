import { join } from 'node:path';
import { HELP, parseArguments, UsageError } from './run/arguments.ts';
import { SpecificationError } from './run/generate-stale.ts';
import { createJsonPrinter, createTextPrinter } from './run/printer.ts';
import { run } from './run/run.ts';
import { waitForStop } from './run/wait-for-stop.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = { specs: 'specs', official: '../shared/specs/official' };

process.chdir(ROOT); // what is generated names its sources from here
process.exitCode = await main().catch(fail);

async function main(): Promise<number> {
  const { once, json, help, ports } = parseArguments(process.argv.slice(2), process.env['PORT']);
  const write = (text: string) => process.stdout.write(text);
  if (help) {
    write(HELP);
    return 0;
  }
  const printer = json ? createJsonPrinter(write) : createTextPrinter(write);
  const open = await run({ once, ports, ...FOLDERS, printer, onError: console.error });
  if (!once) await waitForStop(process);
  await Promise.all(open.map((listener) => listener.close()));
  return 0;
}

/** What a person can mend is told in a line, anything else with its trace. */
function fail(error: unknown): number {
  if (error instanceof UsageError || error instanceof SpecificationError) {
    console.error(error.message);
    return 2;
  }
  console.error(error);
  return 1;
}
