import { Hono } from 'hono';
import { areAccountHeaders, areConsentHeaders, isConsent } from '../typebox-checks.ts';
import { CREATED, LISTED } from '../wire.ts';
import { serveApp } from './hono-app.ts';

export function start(): Promise<number> {
  const app = new Hono();
  app.post('/v1/consents', async (c) => {
    if (!areConsentHeaders(c.req.header()) || !isConsent(await c.req.json())) return c.body(null, 400);
    c.header('Location', CREATED.location);
    c.header('X-Request-ID', c.req.header('x-request-id'));
    c.header('ASPSP-SCA-Approach', CREATED.approach);
    return c.json(CREATED.body, CREATED.status);
  });
  app.get('/v1/accounts', (c) => {
    if (!areAccountHeaders(c.req.header())) return c.body(null, 400);
    c.header('X-Request-ID', c.req.header('x-request-id'));
    return c.json(LISTED.body, LISTED.status);
  });
  return serveApp(app);
}
