import type { SignedRequest } from './sign-request.ts';

/** Everything that curl has to be told, in the order in which a person reads it. */
function listOptions({ method, url, headers, body, files }: SignedRequest): readonly (readonly [string, string])[] {
  const { hostname, port } = new URL(url);
  return [
    ['request', method],
    ['url', url],
    ['cert', files.certificate],
    ['key', files.key],
    ['cacert', files.anchor],
    // older ones do not know that names below localhost are this machine
    ['resolve', `${hostname}:${port}:127.0.0.1`],
    ...headers.map(([name, value]) => ['header', `${name}: ${value}`] as const),
    ...(body === undefined ? [] : [['data-raw', body] as const]),
  ];
}

/** A file for `curl -K`. */
export function renderConfig(request: SignedRequest): string {
  const lines = listOptions(request).map(([name, value]) => `${name} = ${quoteForConfig(value)}`);
  return [...lines, 'silent', 'show-error', 'write-out = "\\n"', ''].join('\n');
}

/** A command for a shell. */
export function renderCommand(request: SignedRequest): string {
  const options = listOptions(request).map(([name, value]) => `--${name} ${quoteForShell(value)}`);
  return ['curl --silent --show-error', ...options].join(' \\\n  ');
}

/** As the manual of curl has it, `-K`. */
const quoteForConfig = (value: string) =>
  `"${value.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;

const quoteForShell = (value: string) => `'${value.replaceAll("'", `'\\''`)}'`;
