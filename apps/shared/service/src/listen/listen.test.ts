import { once } from 'node:events';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { type Listener, type ListenOptions, listen } from './listen.ts';
import { connectRaw } from './raw-connection.fixture.ts';

const ADDRESS = { host: '127.0.0.1', port: 0 };
const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

async function start(options: Partial<ListenOptions> = {}): Promise<Listener> {
  const app = new Hono().get('/', (c) => c.text('hello')).post('/', async (c) => c.text(await c.req.text()));
  app.onError((_, c) => c.body(null, 500));
  const listener = await listen({ fetch: app.fetch, address: ADDRESS, ...options });
  onTestFinished(() => listener.close(0));
  return listener;
}

test('a listener on port 0 says where it can be reached', async () => {
  const { url, port } = await start();
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(await (await fetch(url)).text()).toBe('hello');
});

test('a port that is taken is told in words', async () => {
  const { port } = await start();
  await expect(start({ address: { host: '127.0.0.1', port } })).rejects.toMatchObject({
    code: 'ERR_PORT_TAKEN',
    message: `Another program listens on port ${port} of 127.0.0.1. End it, or take another port.`,
  });
});

test('an address of another machine is told in words', async () => {
  await expect(start({ address: { host: '192.0.2.1', port: 0 } })).rejects.toMatchObject({
    code: 'ERR_ADDRESS_UNAVAILABLE',
  });
});

test('API8 what the app throws is a bare 500, and the error is heard of', async () => {
  const errors: unknown[] = [];
  const boom = new Error('secret detail');
  const { url } = await start({ fetch: () => Promise.reject(boom), onError: (error) => errors.push(error) });
  const response = await fetch(url);
  expect([response.status, await response.text()]).toEqual([500, '']);
  expect(errors).toEqual([boom]);
});

test.each([
  ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
  ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na'],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a bare line feed in a header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nb\r\n\r\n'],
  ['no HTTP', 'hello\r\n\r\n'],
])('a request with %s is a 400, and nobody hears of an error', async (_, text) => {
  const errors: unknown[] = [];
  const { port } = await start({ onError: (error) => errors.push(error) });
  const { socket, closed } = await connectRaw(port, text);
  socket.end();
  expect(await closed).toMatch(/^HTTP\/1\.1 400 /);
  expect(errors).toEqual([]);
});

test('an expectation that nobody knows is passed over (RFC 9110 10.1.1)', async () => {
  const { port } = await start();
  const { socket, closed } = await connectRaw(port, GET.replace('\r\n\r\n', '\r\nExpect: tea\r\n\r\n'));
  socket.end();
  expect(await closed).toMatch(/^HTTP\/1\.1 200 .*hello$/s);
});

test('a head that is too long is a 431', async () => {
  const { port } = await start({ limits: { headerBytes: 2_000 } });
  const { closed } = await connectRaw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(3_000)}\r\n\r\n`);
  expect(await closed).toMatch(/^HTTP\/1\.1 431 /);
});

test.each([
  ['a head that does not end', 'GET / HTTP/1.1\r\n'],
  ['a body that does not end', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab'],
])('%s is cut', async (_, text) => {
  const { port } = await start({ limits: { headersTimeout: 40, requestTimeout: 40 } });
  const { closed } = await connectRaw(port, text);
  expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
});

test('a connection that says nothing is cut', async () => {
  const { port } = await start({ limits: { headersTimeout: 40 } });
  expect(await (await connectRaw(port)).closed).toMatch(/^(HTTP\/1\.1 408 |$)/);
});

test('who does not read what it asked for is cut', async () => {
  const cut = Promise.withResolvers<void>();
  const fetch = (_: Request, { outgoing }: HttpBindings) => {
    outgoing.once('close', cut.resolve);
    return new Response(new Uint8Array(64 * 1024 * 1024));
  };
  const { port } = await start({ fetch, limits: { idleTimeout: 40 } });
  const { socket, closed } = await connectRaw(port, GET);
  socket.pause();
  await cut.promise;
  socket.resume();
  expect((await closed).length).toBeLessThan(64 * 1024 * 1024);
});

test('beyond the most connections further ones are closed at once', async () => {
  const { port } = await start({ limits: { maxConnections: 1 } });
  const first = await connectRaw(port);
  expect(await (await connectRaw(port, GET)).closed).toBe('');
  first.socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  expect(await first.closed).toContain('hello');
});

/** An app whose answers wait until `answer` is called. */
function createSlowApp() {
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<Response>();
  const fetch = () => {
    asked.resolve();
    return answered.promise;
  };
  return { fetch, asked: asked.promise, answer: () => answered.resolve(new Response('late')) };
}

test('closing lets a request in flight end, closes its connection then, and takes no new one', async () => {
  const { fetch, asked, answer } = createSlowApp();
  const listener = await start({ fetch });
  const { closed } = await connectRaw(listener.port, GET);
  await asked;
  const closing = listener.close(60_000);
  await expect(connectRaw(listener.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  answer();
  expect(await closed).toMatch(/^HTTP\/1\.1 200 [\s\S]*late/);
  await closing;
});

test('closing closes connections that wait', async () => {
  const listener = await start();
  const { socket, closed } = await connectRaw(listener.port, GET);
  await once(socket, 'data');
  await listener.close(60_000);
  expect(await closed).toContain('hello');
});

test('closing cuts what has not ended after the grace period', async () => {
  const { fetch, asked } = createSlowApp();
  const listener = await start({ fetch });
  const { closed } = await connectRaw(listener.port, GET);
  await asked;
  await listener.close(0);
  expect(await closed).toBe('');
});

test('closing twice is closing once', async () => {
  const listener = await start();
  expect(listener.close()).toBe(listener.close());
});
