import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { findPort, isFree } from './find-port.ts';
import { listen } from './listen.ts';

test('a port that is free is found again, one that is taken is named and another one given', async () => {
  const { port } = await findPort(0);
  expect(await findPort(port)).toEqual({ port });
  const listener = await listen(new Hono(), port);
  onTestFinished(() => listener.close());
  expect(await isFree(port)).toBe(false);
  const other = await findPort(port);
  expect(other.taken).toBe(port);
  expect(other.port).not.toBe(port);
});
