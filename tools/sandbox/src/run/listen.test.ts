import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { listen } from './listen.ts';

const app = new Hono().get('/', (c) => c.text('here'));

test('it listens on this machine only', async () => {
  const listener = await listen(app, 0);
  expect(listener.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(listener.taken).toBeUndefined();
  expect(await (await fetch(listener.url)).text()).toBe('here');
  await listener.close();
});

test('a port that is taken is named and left alone', async () => {
  const first = await listen(app, 0);
  const port = Number(new URL(first.url).port);
  const second = await listen(app, port);
  expect(second.taken).toBe(port);
  expect(second.url).not.toBe(first.url);
  expect((await fetch(second.url)).status).toBe(200);
  await Promise.all([first.close(), second.close()]);
});

test('closing ends connections that are kept open', async () => {
  const listener = await listen(app, 0);
  await fetch(listener.url);
  await listener.close();
  await expect(fetch(listener.url)).rejects.toThrow();
});
