import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createRateLimiter } from '../rate-limiter.ts';
import { limitRequests } from './limit-requests.ts';

test('who asks too often is told when to come again, others are served', async () => {
  const limiter = createRateLimiter({ burst: 1, perSecond: 0.1 }, () => new Date(0));
  const app = new Hono().use(limitRequests(limiter, (c) => c.req.header('User') ?? '')).get('/', (c) => c.text('ok'));
  const ask = (user: string) => app.request('/', { headers: { User: user } });
  expect((await ask('a')).status).toBe(200);
  const refused = await ask('a');
  expect([refused.status, refused.headers.get('Retry-After'), (await refused.json()).code]).toEqual([
    429,
    '10',
    'rate-exceeded',
  ]);
  expect((await ask('b')).status).toBe(200);
});
