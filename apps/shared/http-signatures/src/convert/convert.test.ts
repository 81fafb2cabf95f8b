import { once } from 'node:events';
import { createServer, type IncomingMessage, request as sendRequest } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { PROFILES } from '../profiles.ts';
import {
  BODY,
  clock,
  createSeal,
  getHeader,
  reasonOf,
  setHeaders,
  signMessage,
  verifyMessage,
} from '../signing.fixture.ts';
import { createClientSigner, fromSignableRequest } from './client.ts';
import { fromRequest, fromResponse } from './fetch.ts';
import { fromIncomingRequest } from './node.ts';

const seal = await createSeal();
const BOUND = PROFILES['request-target'];

/** A server on loopback that keeps what it gets. */
async function listen(): Promise<{
  readonly port: number;
  readonly received: Promise<{ request: IncomingMessage; body: Buffer }>;
}> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const received = new Promise<{ request: IncomingMessage; body: Buffer }>((resolve) => {
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.end();
      resolve({ request, body: Buffer.concat(chunks) });
    });
  });
  return { port: typeof address === 'object' && address !== null ? address.port : 0, received };
}

test('what node receives is the message byte for byte, a name that comes twice twice', async () => {
  const { port, received } = await listen();
  const path = '/v1/../v1/a%2fb?x=%20';
  const sent = sendRequest({
    port,
    host: '127.0.0.1',
    method: 'PUT',
    path,
    headers: [
      ['X-A', '1'],
      ['x-a', 'é'],
      ['Host', 'bank'],
    ].flat(),
  });
  sent.end('body');
  const { request, body } = await received;
  const message = fromIncomingRequest(request, body, 'https://bank.example');
  expect(message).toMatchObject({
    method: 'PUT',
    target: path,
    url: `https://bank.example${path}`,
    body: Buffer.from('body'),
  });
  expect(message.headers).toEqual(
    expect.arrayContaining([
      ['X-A', '1'],
      ['x-a', 'é'],
      ['Host', 'bank'],
    ]),
  );
});

test('a request that fetch sends verifies where node receives it', async () => {
  const { port, received } = await listen();
  const address = `http://127.0.0.1:${port}/v1/payments?a=1`;
  const headers = { 'X-Request-ID': '4711', 'PSU-ID': 'Käthe' };
  const unsigned = new Request(address, { method: 'POST', headers, body: BODY });
  const signed = await signMessage(BOUND, seal, fromRequest(unsigned, BODY));
  await fetch(address, {
    method: 'POST',
    headers: signed.headers.map(([name, value]): [string, string] => [name, value]),
    body: BODY,
  });
  const { request, body } = await received;
  expect(reasonOf(verifyMessage(BOUND, fromIncomingRequest(request, body)))).toBe('accepted by request-target');
});

test('a server with requests of fetch verifies, too, and a second Digest does not get past it', async () => {
  const request = new Request('https://bank.example/v1/accounts', { headers: { 'X-Request-ID': '4711' } });
  const message = await signMessage(BOUND, seal, fromRequest(request, new Uint8Array()));
  const received = (headers: Headers) => fromRequest({ method: 'get', url: request.url, headers }, new Uint8Array());
  const headers = new Headers(message.headers.map(([name, value]): [string, string] => [name, value]));
  expect(reasonOf(verifyMessage(BOUND, received(headers)))).toBe('accepted by request-target');
  headers.append('Digest', getHeader(message, 'Digest'));
  expect(reasonOf(verifyMessage(BOUND, received(headers)))).toBe('signature-mismatch');
});

test('an answer of fetch verifies with the request that it answers', async () => {
  const profile = PROFILES['jws-http-headers'];
  const request = { method: 'POST', url: 'https://bank.example/v1/payments' };
  const response = new Response(BODY, { status: 201, headers: { 'X-Request-ID': '4711' } });
  const signed = await signMessage(profile, seal, fromResponse(response, BODY, request));
  expect(signed).toMatchObject({ method: 'POST', target: '/v1/payments', url: request.url, status: 201 });
  const received = new Response(BODY, {
    status: 201,
    headers: signed.headers.map(([name, value]): [string, string] => [name, value]),
  });
  expect(reasonOf(await verifyMessage(profile, fromResponse(received, BODY, request)))).toBe(
    'accepted by jws-http-headers',
  );
});

test('a generated client signs in one line, and the bank accepts', async () => {
  const signable = {
    method: 'POST',
    url: 'https://bank.example/v1/payments?a=1',
    path: '/v1/payments?a=1',
    headers: new Headers({ 'X-Request-ID': '4711', 'PSU-ID': 'erika' }),
    bytes: BODY,
  };
  const sign = createClientSigner({ profile: BOUND, ...seal, clock });
  const message = fromSignableRequest(signable);
  const signed = setHeaders(message, Object.entries(await sign(signable)));
  expect(reasonOf(verifyMessage(BOUND, signed))).toBe('accepted by request-target');
  expect(message).toMatchObject({ method: 'POST', target: '/v1/payments?a=1', url: signable.url, body: BODY });
});
