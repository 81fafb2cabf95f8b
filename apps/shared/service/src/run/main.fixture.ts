import { Hono } from 'hono';
import { Type } from 'typebox';
import { listen, runService, SERVICE_KEYS } from '../index.ts';

await runService({
  name: 'demo',
  config: Type.Object({ ...SERVICE_KEYS, port: Type.Integer() }),
  start: async ({ config, log, signal }) => {
    const stopping = new Promise((resolve) => signal.addEventListener('abort', resolve));
    const app = new Hono()
      .get('/slow', async (c) => {
        log.info('asked');
        await stopping;
        return c.text('late');
      })
      .get('/fail', (c) => {
        void Promise.reject(new Error('nobody catches this'));
        return c.text('ok');
      });
    const listener = await listen({ fetch: app.fetch, address: { host: '127.0.0.1', port: config.port } });
    log.info('listening', { url: listener.url });
    return listener;
  },
});
