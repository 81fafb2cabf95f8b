import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { ClientOptions, WireInit } from '@openxs2a/runtime/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCertificates } from './certificates.ts';
import { generateLibrary } from './generate.ts';
import { importLibrary } from './loose.ts';
import { startServer, type TestServer } from './server.ts';

const certificates = createCertificates();
const { ca, client: identity } = certificates;
let server: TestServer;
let create: Awaited<ReturnType<typeof importLibrary>>;

beforeAll(async () => {
  const folder = await generateLibrary('mutual-tls');
  create = await importLibrary(folder);
  server = await startServer({ ...certificates.server, ca, requestCert: true, rejectUnauthorized: true });
  server.answer = ({ bytes, headers }, response) => {
    const { subject } = (response.socket as TLSSocket).getPeerCertificate();
    response.writeHead(201, {
      'content-type': 'application/json',
      location: `/${subject.CN}/${headers['content-length']}`,
    });
    response.end(bytes);
  };
});
afterAll(() => server.close());

function addBook(fetch?: ClientOptions['fetch']) {
  const library = create({ baseUrl: `https://127.0.0.1:${server.port}`, headers: { 'X-Request-ID': 'r' }, fetch });
  return library.addBook?.({ body: { type: 'application/json', value: { title: 'a' } } });
}

/** The Agent class of the undici that Node's own fetch is made of. */
async function createDispatcher(connect: object): Promise<object> {
  await fetch('data:,');
  const agent: unknown = Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1'));
  return Reflect.construct((agent as object).constructor, [{ connect }]);
}

/** A fetch that shares no class with Node's own. */
async function fetchByHttps({ url }: Request, init: WireInit) {
  const { method, signal, body } = init;
  const request = httpsRequest(url, { method, signal, headers: Object.fromEntries(init.headers), ca, ...identity });
  request.end(body);
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (response === undefined) throw new TypeError('no response');
  const headers = Object.entries(response.headersDistinct).map(([name, values = []]): [string, string] => [
    name,
    values.join(', '),
  ]);
  return { status: response.statusCode ?? 0, headers, body: Readable.toWeb(response) };
}

const EXPECTED = { status: 201, body: { title: 'a' }, headers: { Location: '/client/13' } };

test('a dispatcher with a client certificate is all that mutual TLS takes', async () => {
  const dispatcher = await createDispatcher({ ca, ...identity });
  const init: object = { dispatcher };
  expect(await addBook((request) => fetch(request, init))).toMatchObject(EXPECTED);
  expect(await addBook(({ url }, again) => fetch(url, { ...again, ...init }))).toMatchObject(EXPECTED);
});

test('a fetch of another origin is handed what it needs to make the request itself', async () => {
  const result = await addBook(fetchByHttps);
  expect(result).toMatchObject(EXPECTED);
  expect(result?.httpHeaders).toBeInstanceOf(Headers);
});

test('without a certificate there is no connection', async () => {
  const dispatcher = await createDispatcher({ ca });
  const init: object = { dispatcher };
  const call = addBook((request) => fetch(request, init));
  await expect(call).rejects.toMatchObject({ code: 'ERR_NETWORK', cause: expect.any(Error) });
});

test('a server that nobody vouches for is ERR_NETWORK', async () => {
  await expect(addBook()).rejects.toMatchObject({ code: 'ERR_NETWORK', message: expect.stringMatching(/certificate/) });
});
