import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { OperationDescriptor } from '../descriptor.ts';
import { createServer } from '../server.ts';

const createThing: OperationDescriptor = {
  id: 'createThing',
  method: 'POST',
  path: '/things',
  parameters: [{ name: 'X-Id', in: 'header', shape: 'string' }],
  body: { content: [{ type: 'text/plain', kind: 'text' }] },
  responses: [{ status: '200', content: [{ type: 'text/plain', kind: 'text' }] }],
};

/** Sends a request as `@hono/node-server` does: with node's own request in the environment. */
async function send(rawHeaders: readonly string[], write: (stream: PassThrough) => void): Promise<Response> {
  const errors: unknown[] = [];
  const app = createServer({
    descriptors: { createThing },
    handlers: {
      createThing: ({ body, incoming }: { body: { value: string }; incoming: { target: string } }) => ({
        status: 200,
        type: 'text/plain',
        body: `${incoming.target} ${body.value}`,
      }),
    },
    context: () => undefined,
    validators: false,
    limits: { body: 10 },
    onError: (error) => errors.push(error),
  });
  const headers = new Headers({ 'Content-Type': 'text/plain' });
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  const stream = new PassThrough();
  const incoming = Object.assign(stream, { rawHeaders, url: '/things?a=%7e' });
  const response = app.fetch(new Request('http://host/things?a=~', { method: 'POST', headers }), { incoming });
  write(stream);
  const answer = await response;
  expect(errors).toEqual([]);
  return answer;
}

test('the body is read from node without a Request in between', async () => {
  const response = await send([], (stream) => {
    stream.write('gr');
    stream.end('üße');
  });
  expect(await response.text()).toBe('/things?a=%7e grüße');
});

test('what exceeds the limit is refused while it comes', async () => {
  const response = await send([], (stream) => stream.write('x'.repeat(11)));
  expect(response.status).toBe(413);
});

test('a length beyond the limit is believed', async () => {
  const response = await send(['Content-Length', '11'], () => undefined);
  expect(response.status).toBe(413);
});

test('a body that breaks off is refused', async () => {
  const response = await send([], (stream) => {
    stream.write('x');
    stream.destroy(new Error('gone'));
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ problems: [{ place: 'body', rule: 'incomplete' }] });
});

test('a header on two lines is refused', async () => {
  const response = await send(['X-Id', 'a', 'x-id', 'b'], (stream) => stream.end('x'));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ problems: [{ pointer: '/X-Id', rule: 'duplicate' }] });
});

test('a body that a middleware has read is read again', async () => {
  const { Hono } = await import('hono');
  const inner = createServer({
    descriptors: { createThing },
    handlers: {
      createThing: ({ body }: { body: { value: string } }) => ({ status: 200, type: 'text/plain', body: body.value }),
    },
    context: () => undefined,
    validators: false,
  });
  const outer = new Hono().use(async (c, next) => {
    await c.req.text();
    await next();
  });
  const response = await outer
    .route('/', inner)
    .request('/things', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'tea' });
  expect(await response.text()).toBe('tea');
});
