import { parseArgs } from 'node:util';
import { UsageError } from '../run/arguments.ts';
import type { WantedRequest } from './sign-request.ts';

export interface SignArguments {
  readonly help: boolean;
  readonly data: string | undefined;
  readonly request: WantedRequest;
}

export const SIGN_HELP = `Prints a command of curl with certificate, headers and signature.

Usage: npm run -s sign -w @openxs2a/sandbox -- METHOD PATH [OPTIONS]

"npm start" has to be up, and PATH is below its bank: GET /v1/accounts. The request is
that of the TPP in .data/tpp. It has an X-Request-ID, the address of a customer and,
below /v1/accounts, a consent.

Options:
  -H, --header 'Name: value'  Adds a header, or replaces one; 'Name:' takes it away.
  -d, --body TEXT             The body, JSON.
  --data FOLDER               As with "npm start".
  --help                      Print this.

Put "| sh" behind it to send the request.
`;

const OPTIONS = {
  header: { type: 'string', short: 'H', multiple: true },
  body: { type: 'string', short: 'd' },
  data: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Throws UsageError for a call that makes no sense. */
export function parseSignArguments(args: readonly string[]): SignArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const { header = [], body, data, help = false } = values;
    if (help) return { help, data, request: { path: '/' } };
    return { help, data, request: { ...readLine(positionals), headers: readHeaders(header), body } };
  } catch (cause) {
    if (cause instanceof UsageError || !(cause instanceof TypeError)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}

function readLine(positionals: readonly string[]) {
  const [method = '', path = '', ...others] = positionals;
  if (!/^[A-Z]+$/.test(method) || !path.startsWith('/') || others.length > 0)
    throw new UsageError('A method and a path are needed: GET /v1/accounts. "--help" says more.');
  return { method, path };
}

/** Nothing that could end a line, and so begin another header. */
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e]*)$/;

function readHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value = ''] = HEADER.exec(line) ?? [];
      if (name === undefined) throw new UsageError(`"${line}" is no header: Name: value.`);
      return [name, value.trim()];
    }),
  );
}
