import { join } from 'node:path';
import { parseSignArguments, SIGN_HELP } from './curl/arguments.ts';
import { renderCommand } from './curl/render.ts';
import { type SignedRequest, signRequest } from './curl/sign-request.ts';
import { readTrial } from './curl/trial.ts';
import { UsageError } from './run/arguments.ts';
import { findDataPath } from './run/data-path.ts';
import { toShortPath } from './run/short-path.ts';
import { DataError } from './state/data-error.ts';

const CALLED_IN = process.env['INIT_CWD'] ?? process.cwd();

process.exitCode = await main().catch(fail);

async function main(): Promise<number> {
  const { help, data, request } = parseSignArguments(process.argv.slice(2));
  if (help) {
    process.stdout.write(SIGN_HELP);
    return 0;
  }
  const folder = join(findDataPath(data, CALLED_IN), 'tpp');
  const signed = await signRequest(folder, await readTrial(folder), request);
  process.stdout.write(`${renderCommand({ ...signed, files: shorten(signed.files) })}\n`);
  return 0;
}

/** As seen from where the command was called. */
function shorten({ certificate, key, anchor }: SignedRequest['files']): SignedRequest['files'] {
  const [one, two, three] = [certificate, key, anchor].map((file) => toShortPath(CALLED_IN, file));
  return { certificate: one ?? certificate, key: two ?? key, anchor: three ?? anchor };
}

function fail(error: unknown): number {
  if (!(error instanceof UsageError || error instanceof DataError)) throw error;
  console.error(error.message);
  return 2;
}
