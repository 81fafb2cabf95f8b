import { Hono } from 'hono';

/** Something that must work before requests are taken: false, or an exception, means that it does not. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

/**
 * `/health/live` answers 200 as long as the process does. `/health/ready` answers 200 while every check holds, else 503
 * with the names of those that do not; why is for the log.
 */
export function createHealthRoutes(checks: Readonly<Record<string, ReadinessCheck>> = {}): Hono {
  const app = new Hono();
  app.get('/health/live', (c) => c.json({ status: 'up' }));
  app.get('/health/ready', async (c) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const),
    );
    const ready = results.every(([, result]) => result);
    const body = { status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results.map(toWord)) };
    return c.json(body, ready ? 200 : 503);
  });
  return app;
}

const toWord = ([name, result]: readonly [string, boolean]) => [name, result ? 'ok' : 'failed'];

async function holds(check: ReadinessCheck): Promise<boolean> {
  try {
    return await check();
  } catch {
    // The one who asks learns that it failed; what failed says the log of whoever owns it.
    return false;
  }
}
