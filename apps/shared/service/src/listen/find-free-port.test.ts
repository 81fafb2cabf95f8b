import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { findFreePort, isFreePort } from './find-free-port.ts';

test('a free port is none that a connection of somebody else could take in the meantime', async () => {
  for (const port of await Promise.all(Array.from({ length: 20 }, () => findFreePort()))) {
    // Linux gives 32768 and up to connections, others 49152 and up
    expect(port).toBeGreaterThan(10_000);
    expect(port).toBeLessThan(32_768);
  }
});

test('a port that somebody listens on is not free', async () => {
  const port = await findFreePort();
  expect(await isFreePort(port)).toBe(true);
  const server = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  expect(await isFreePort(port)).toBe(false);
});
