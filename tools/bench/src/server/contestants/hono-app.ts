import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

/** Serves a Hono app on a free port of the loopback interface. */
export function serveApp(app: Hono): Promise<number> {
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port));
  });
}
