import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '@openxs2a/store';
import { expect, onTestFinished, test } from 'vitest';
import { countOAuth } from './count-oauth.ts';
import { createMetrics } from './metrics.ts';
import { createOperationsApp } from './operations-app.ts';

test('every metric of ours stands in the table of the README with its labels, and nothing else does', async () => {
  const readme = await readFile(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `(openxs2a_\w+)` \| (.*?) \|/gm)];
  const described = rows.map(([, name = '', labels = '']) => [
    name,
    [...labels.matchAll(/`(\w+)`/g)].map(([, l]) => l),
  ]);
  const ours = createMetrics()
    .registry.getMetricsAsArray()
    .filter(({ name }) => name.startsWith('openxs2a_'))
    // `labelNames` is of counters, gauges and histograms; the type of all of them does not say so
    .map((metric) => [metric.name, Reflect.get(metric, 'labelNames')]);
  expect(described.toSorted()).toEqual(ours.toSorted());
});

test('each process has metrics of its own, also of itself', async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.fault();
  expect(await one.registry.metrics()).toContain('openxs2a_faults_total 1');
  expect(await other.registry.metrics()).toContain('openxs2a_faults_total 0');
  expect(await one.registry.metrics()).toContain('process_cpu_seconds_total');
});

test('what clients of OAuth call is counted by path, and no path is of their choice', async () => {
  const metrics = createMetrics();
  const fetch = countOAuth(metrics, () => new Response(null, { status: 400 }));
  for (const path of ['/oauth/token', '/oauth/x?y=z']) await fetch(new Request(`https://a${path}`), undefined);
  const text = await metrics.registry.metrics();
  expect(text).toContain('openxs2a_requests_total{operation="/oauth/token",status="400"} 1');
  expect(text).toContain('openxs2a_requests_total{operation="none",status="400"} 1');
  expect(text).not.toContain('/oauth/x');
});

test('it is ready while its database and what else it needs is', async () => {
  const database = await openDatabase(':memory:');
  onTestFinished(() => database.close());
  let isReady = false;
  const app = createOperationsApp({ database, metrics: createMetrics(), readiness: { anchors: () => isReady } });
  expect((await app.request('/health/live')).status).toBe(200);
  expect((await app.request('/health/ready')).status).toBe(503);
  isReady = true;
  expect((await app.request('/health/ready')).status).toBe(200);
  await database.close();
  expect((await app.request('/health/ready')).status).toBe(503);
  expect((await app.request('/metrics')).headers.get('Content-Type')).toContain('text/plain');
});
