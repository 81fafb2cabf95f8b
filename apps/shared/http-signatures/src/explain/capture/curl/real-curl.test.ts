import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { parseCapture } from '../parse-capture.ts';

const has = (program: string) => spawnSync(program, ['--version']).status === 0;
const missing = !has('curl') || !has('bash');
const why = missing ? ' (there is no curl or no bash here)' : '';

const file = join(mkdtempSync(join(tmpdir(), 'openxs2a-')), 'body.json');
const FILES: Readonly<Record<string, string>> = { [file]: '{\r\n "a": "ü"\n}\n' };
writeFileSync(file, FILES[file] ?? '');
afterAll(() => rmSync(join(file, '..'), { recursive: true }));

interface Sent {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** What a server gets when bash runs the command; `URL` in it is where the server listens. */
async function run(command: string): Promise<{ sent: Sent; command: string }> {
  const sent = Promise.withResolvers<Sent>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const raw = request.rawHeaders;
    const headers = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
    sent.resolve({
      method: request.method ?? '',
      target: request.url ?? '',
      headers,
      body: Buffer.concat(parts).toString('latin1'),
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // a listening TCP server has an address of this kind
  const { port } = server.address() as AddressInfo;
  const real = command.replaceAll('URL', `http://127.0.0.1:${port}`).replaceAll('FILE', file);
  await promisify(execFile)('bash', ['-c', real]);
  server.close();
  sent.reject(new Error('Nothing came.'));
  return { sent: await sent.promise, command: real };
}

/** Its order is curl's own, and the version of curl is not in the command. */
const sorted = (headers: readonly (readonly [string, string])[]) =>
  headers
    .filter(([name]) => !/^(user-agent|expect)$/i.test(name))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .sort();

test
  .skipIf(missing)
  .each([
    [
      'curl -s \'URL/v1/consents\' -H \'Content-Type: application/json\' -H "Digest: SHA-256=\\"x\\"" --data-raw $\'{"n":"Jos\\u00e9\\\'s\\x41\\101\\n"}\'',
    ],
    ["curl -sS URL/a \\\n  -X PUT -H'X-Empty;' -H 'Accept:' -H 'X-Blank:   a  b  ' -d 'a\nb' -d c # remark"],
    ['curl -s URL/a -d @FILE'],
    ['curl -s URL/a --data-binary @FILE -d x'],
    ["curl -s URL/a --json '{' --json '}'"],
    ['curl -s URL/a?x=1 --json @FILE -d x -H "Accept: text/plain"'],
    ["curl -s URL/a?x=1 -G -d a=b -d c --data-urlencode 'd=e f&g'"],
    ["curl -s URL/a --data-urlencode 'a=b c&d/~' --data-urlencode '=x y' --data-urlencode z@FILE"],
    ["curl -s URL/a --url-query 'a=b c' --oauth2-bearer T -A agent -e from -b 'a=b; c=d'"],
    ['curl -s URL/../a/./b/../c/. -u me:secret'],
    ['curl -s URL/../a/./b/.. --path-as-is -I'],
    ['curl -s URL/a -T FILE'],
    ['curl -s URL -d ""'],
    ['curl -s URL/p --request-target /other?x -XDELETE'],
    ['curl -s URL/p -H "Content-Length: 3" -d abcdef -H "Host: bank.example"'],
    ["curl -sg 'URL/{x}?y=[1]' -o /dev/null 2>/dev/null | cat"],
    ["curl -s URL/a -H 'X-Name: ü'"],
    ['curl -s "URL/a\\b" -H A:\\ b -H "C: \\a\\\\b" '],
  ])('%s is read as a server gets it', async (line) => {
  const { sent, command } = await run(line);
  const { message } = parseCapture(command, { readFile: (path) => Buffer.from(FILES[path] ?? '') });
  expect({
    method: message.method,
    target: message.target,
    headers: sorted(message.headers),
    body: Buffer.from(message.body).toString('latin1'),
  }).toEqual({ ...sent, headers: sorted(sent.headers) });
});

test.runIf(missing)(`curl itself was not asked${why}`, () => undefined);
