import { expect, test } from 'vitest';
import { createHealthRoutes } from './health.ts';

test('a service that is up says so, whatever its checks say', async () => {
  const response = await createHealthRoutes({ store: () => false }).request('/health/live');
  expect([response.status, await response.json()]).toEqual([200, { status: 'up' }]);
});

test('a service is ready while every check holds', async () => {
  const response = await createHealthRoutes({ store: () => true, qtsp: async () => true }).request('/health/ready');
  expect([response.status, await response.json()]).toEqual([
    200,
    { status: 'ready', checks: { store: 'ok', qtsp: 'ok' } },
  ]);
});

test.each([
  ['says no', () => false],
  [
    'throws',
    () => {
      throw new Error('password=hunter2');
    },
  ],
  ['rejects', () => Promise.reject(new Error('password=hunter2'))],
])('a check that %s makes it unready, and is named without its reason', async (_, check) => {
  const response = await createHealthRoutes({ store: check, log: () => true }).request('/health/ready');
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'not ready', checks: { store: 'failed', log: 'ok' } },
  ]);
});
