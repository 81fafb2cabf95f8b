import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../listen/listen.ts';
import { connectRaw } from '../listen/raw-connection.fixture.ts';
import { createLog } from '../log/log.ts';
import { answerErrors } from './answer-errors.ts';

test.each([
  ['said its length', 'Content-Length: 9\r\n\r\nab'],
  ['came in chunks', 'Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n'],
])('who goes away in the middle of a body that %s is no fault of ours', async (_, body) => {
  const lines: string[] = [];
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<Response>();
  const app = new Hono().post('/', async (c) => c.text(await c.req.text()));
  app.onError(answerErrors(createLog({ app: 'x', destination: { write: (line) => void lines.push(line) } })));
  const { port, close } = await listen({
    address: { host: '127.0.0.1', port: 0 },
    async fetch(request) {
      asked.resolve();
      const answer = await app.fetch(request);
      answered.resolve(answer.clone());
      return answer;
    },
  });
  onTestFinished(() => close(0));
  const { socket } = await connectRaw(port, `POST / HTTP/1.1\r\nHost: localhost\r\n${body}`);
  await asked.promise;
  socket.destroy();
  expect(await (await answered.promise).json()).toMatchObject({ status: 400, code: 'body-incomplete' });
  expect(lines).toEqual([]);
});
