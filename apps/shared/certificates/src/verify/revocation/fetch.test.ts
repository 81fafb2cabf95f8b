import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRevocationFetch, fetchWithin, type RevocationFetch } from './fetch.ts';

const seen: { method: string | undefined; type: string | undefined; body: string }[] = [];
const server = createServer(answer);
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // holds: a listening TCP server has an address with a port
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.concat(await request.toArray()).toString();
  seen.push({ method: request.method, type: request.headers['content-type'], body });
  switch (request.url) {
    case '/ten':
      return void response.end('0123456789');
    case '/endless':
      return void response.write('x'.repeat(100_000));
    case '/moved':
      return void response.writeHead(302, { Location: `${base}/ten` }).end();
    case '/silent':
      return undefined;
    default:
      return void response.writeHead(404).end('nothing here');
  }
}

const ask = (path: string, changes: Partial<Parameters<typeof fetchWithin>[1]> = {}, fetch = createRevocationFetch()) =>
  fetchWithin(fetch, { url: `${base}${path}`, headers: {}, maxBytes: 100, timeout: 10_000, ...changes });

test('a list is fetched with GET', async () => {
  expect(Buffer.from(await ask('/ten')).toString()).toBe('0123456789');
  expect(seen.at(-1)).toEqual({ method: 'GET', type: undefined, body: '' });
});

test('a question is sent with POST', async () => {
  await ask('/ten', { body: Buffer.from('question'), headers: { 'Content-Type': 'application/ocsp-request' } });
  expect(seen.at(-1)).toEqual({ method: 'POST', type: 'application/ocsp-request', body: 'question' });
});

test.each<{ title: string; path: string; changes: Partial<Parameters<typeof fetchWithin>[1]>; code: string }>([
  { title: 'an answer that is too long', path: '/ten', changes: { maxBytes: 9 }, code: 'ERR_REVOCATION_TOO_LARGE' },
  { title: 'an answer without an end', path: '/endless', changes: {}, code: 'ERR_REVOCATION_TOO_LARGE' },
  { title: 'no answer in time', path: '/silent', changes: { timeout: 20 }, code: 'ERR_REVOCATION_TIMEOUT' },
  { title: 'another status than 200', path: '/missing', changes: {}, code: 'ERR_REVOCATION_UNAVAILABLE' },
  { title: 'a file', path: '', changes: { url: 'file:///etc/passwd' }, code: 'ERR_REVOCATION_UNAVAILABLE' },
  { title: 'bytes in the address', path: '', changes: { url: 'data:,0123456789' }, code: 'ERR_REVOCATION_UNAVAILABLE' },
])('$code: $title', async ({ path, changes, code }) => {
  await expect(ask(path, changes)).rejects.toMatchObject({ code });
});

test('API7 nobody is followed to another address', async () => {
  const before = seen.length;
  await expect(ask('/moved')).rejects.toThrow();
  expect(seen).toHaveLength(before + 1);
});

test('API10 a fetch that heeds neither time nor size is held to both', async () => {
  const deaf: RevocationFetch = () => new Promise(() => undefined);
  const long: RevocationFetch = async () => new Uint8Array(101);
  await expect(ask('', { timeout: 5 }, deaf)).rejects.toMatchObject({ code: 'ERR_REVOCATION_TIMEOUT' });
  await expect(ask('', {}, long)).rejects.toMatchObject({ code: 'ERR_REVOCATION_TOO_LARGE' });
});
