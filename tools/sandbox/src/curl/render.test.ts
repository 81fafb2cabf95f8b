import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { renderCommand, renderConfig } from './render.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const why = hasCurl ? '' : ': there is no curl on this machine';
const FILES = { certificate: 'qwac.pem', key: 'qwac-key.pem', anchor: 'root.pem' };

/** What a server gets of one request. */
async function startServer() {
  const got: { method?: string; url?: string; headers?: IncomingHttpHeaders; body?: string } = {};
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    Object.assign(got, { method, url, headers, body: (await buffer(request)).toString() });
    response.end('heard');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  // holds: it listens on a TCP port
  return { got, port: (server.address() as { port: number }).port };
}

/** Without TLS the files are not looked for. */
const withoutFiles = (text: string) => text.replace(/^ *(?:--)?(?:cert|key|cacert)[ =].*\n/gm, '');

const BODY = `{"name":"O'Brien \\"x\\" $HOME \`id\` %{http_code} @file é",\n\t"path":"C:\\\\x"}`;

test.skipIf(!hasCurl).each(['a command of a shell', 'a file of curl'])(
  `%s sends every byte as it was signed, quotes and signs of the shell among them${why}`,
  async (form) => {
    const { got, port } = await startServer();
    const request = {
      method: 'POST',
      url: `http://bank.localhost:${port}/v1/consents?a=b&c='d'`,
      headers: [
        ['X-Name', `"a" 'b' \\ $c`],
        ['Content-Type', 'application/json'],
      ],
      body: BODY,
      files: FILES,
    } as const;
    const folder = await mkdtemp(join(tmpdir(), 'curl-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'x.curl');
    await writeFile(file, withoutFiles(renderConfig(request)));
    const run = promisify(execFile);
    const { stdout } =
      form === 'a file of curl'
        ? await run('curl', ['-K', file])
        : await run('sh', ['-c', withoutFiles(renderCommand(request))]);
    expect(stdout.trim()).toBe('heard');
    expect(got).toMatchObject({
      method: 'POST',
      url: "/v1/consents?a=b&c='d'",
      body: BODY,
      headers: { 'x-name': `"a" 'b' \\ $c`, 'content-type': 'application/json' },
    });
  },
);
