import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { expect, test } from 'vitest';
import { answerErrors } from '../http/answer-errors.ts';
import { createLog } from './log.ts';
import { logRequests, noteForLog } from './log-requests.ts';

function open() {
  const lines: string[] = [];
  let now = 0;
  const clock = () => {
    now += 5;
    return new Date(now);
  };
  const log = createLog({
    app: 'x',
    clock: () => new Date(0),
    destination: { write: (line) => void lines.push(line) },
  });
  const app = new Hono()
    .use(logRequests(log, clock))
    .get('/a/:iban', (c) => {
      noteForLog(c.req.raw, { operationId: 'getA' });
      noteForLog(c.req.raw, { client: 'web' });
      return c.text('ok');
    })
    .get('/bad', () => {
      throw new Error('password=hunter2');
    })
    .get('/teapot', () => {
      throw new HTTPException(418);
    });
  app.onError(answerErrors(log));
  return { app, read: () => lines.map((line): Record<string, unknown> => JSON.parse(line)) };
}

test('a request is one line, with what was noted, without its query and with IBANs shortened', async () => {
  const { app, read } = open();
  await app.request('/a/DE89370400440532013000?code=x', { headers: { 'X-Request-ID': '1' } });
  expect(read()).toEqual([
    {
      level: 'info',
      time: '1970-01-01T00:00:00.000Z',
      app: 'x',
      event: 'request',
      method: 'GET',
      path: '/a/DE89…3000',
      status: 200,
      durationMs: 5,
      xRequestId: '1',
      operationId: 'getA',
      client: 'web',
    },
  ]);
});

test('an error of ours is a bare 500, the log has it and warns', async () => {
  const { app, read } = open();
  const response = await app.request('/bad');
  expect([response.status, await response.json()]).toEqual([
    500,
    { title: 'The server failed.', status: 500, code: 'internal' },
  ]);
  expect(read().map(({ level, event, status, code }) => [level, event, status, code])).toEqual([
    ['error', 'request failed', undefined, undefined],
    ['warn', 'request', 500, 'internal'],
  ]);
  expect(JSON.stringify(read())).not.toContain('hunter2');
});

test('a refusal that was thrown is answered as it is', async () => {
  const { app, read } = open();
  expect((await app.request('/teapot')).status).toBe(418);
  expect(read().map(({ level }) => level)).toEqual(['info']);
});
