import { Hono } from 'hono';
import { CREATED, LISTED } from '../wire.ts';
import { serveApp } from './hono-app.ts';

export function start(): Promise<number> {
  const app = new Hono();
  app.post('/v1/consents', async (c) => {
    await c.req.json();
    c.header('Location', CREATED.location);
    c.header('X-Request-ID', c.req.header('x-request-id'));
    c.header('ASPSP-SCA-Approach', CREATED.approach);
    return c.json(CREATED.body, CREATED.status);
  });
  app.get('/v1/accounts', (c) => {
    c.header('X-Request-ID', c.req.header('x-request-id'));
    return c.json(LISTED.body, LISTED.status);
  });
  return serveApp(app);
}
