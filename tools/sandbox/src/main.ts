import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { AnswerError } from './answers/answer-error.ts';
import { HELP, parseArguments, UsageError } from './run/arguments.ts';
import { findDataPath } from './run/data-path.ts';
import { SpecificationError } from './run/generate-stale.ts';
import { createJsonPrinter } from './run/json-printer.ts';
import { run } from './run/run.ts';
import { listenForStop, StoppedError, untilStopped } from './run/stop.ts';
import { createTextPrinter } from './run/text-printer.ts';
import { DataError } from './state/data-error.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDERS = { specs: 'specs', official: '../shared/specs/official' };

enableCompileCache(join(ROOT, 'node_modules/.cache/openxs2a')); // types are stripped once, not at each start
const stop = listenForStop(process);
process.exitCode = await main().catch(fail);

async function main(): Promise<number> {
  const { json, help, data, requests, ...wanted } = parseArguments(process.argv.slice(2), process.env['PORT']);
  const write = (text: string) => process.stdout.write(text);
  if (help) {
    write(HELP);
    return 0;
  }
  const from = process.env['INIT_CWD'] ?? process.cwd(); // where npm was called
  const path = findDataPath(data, from);
  process.chdir(ROOT); // what is generated names its sources from here
  const printer = json
    ? createJsonPrinter(write)
    : createTextPrinter(write, { width: requests ? undefined : process.stdout.columns, from });
  const databaseUrl = process.env['DATABASE_URL'] || undefined;
  await using _ = await run({ ...wanted, ...FOLDERS, data: path, databaseUrl, printer, stop });
  if (!wanted.once) await untilStopped(stop);
  return 0;
}

/** What a person can mend is told in a line, anything else with its trace. */
function fail(error: unknown): number {
  if (error instanceof StoppedError) {
    console.error(error.message);
    return error.exitCode;
  }
  if (error instanceof UsageError || error instanceof SpecificationError || error instanceof DataError) {
    console.error(error.message);
    return 2;
  }
  console.error(
    error instanceof AnswerError ? `${error.message}\nThe logs of bank and QTSP are beside their state.` : error,
  );
  return 1;
}
