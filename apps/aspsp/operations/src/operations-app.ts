import { createHealthRoutes, type ReadinessCheck, secureApi } from '@openxs2a/service';
import { type Database, sql } from '@openxs2a/store';
import { Hono } from 'hono';
import type { Metrics } from './metrics.ts';

export interface OperationsOptions {
  readonly database: Database;
  readonly metrics: Pick<Metrics, 'registry'>;
  /** Further things that have to work before requests are taken, such as a trust list that is not empty. Default: none. */
  readonly readiness?: Readonly<Record<string, ReadinessCheck>>;
}

/** For those who run the bank: health, and metrics for Prometheus. It has no guard: give it a listener that they alone reach. */
export function createOperationsApp({ database, metrics: { registry }, readiness = {} }: OperationsOptions): Hono {
  const answers = async () => (await database.first<{ one: number }>(sql`SELECT 1 AS one`))?.one === 1;
  return new Hono()
    .use(secureApi())
    .route('/', createHealthRoutes({ database: answers, ...readiness }))
    .get('/metrics', async (c) => c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType }));
}
