// The bank as a process to be killed, configured by its environment as ever, with a door beside the interface for what has
// no route there: what SCA will do, and what an auditor asks.
import { flushCompileCache } from 'node:module';
import { createLog, listen, readConfig } from '@openxs2a/service';
import { Hono } from 'hono';
import { CONFIG } from '../config.ts';
import { startBank } from '../start.ts';
import { createAuthorise } from '../testing/authorise.ts';

const log = createLog({ app: 'bank' });
const { state } = await startBank(readConfig(CONFIG, process.env), log);
const authorise = createAuthorise(state);

const side = new Hono()
  .post('/authorise/:consentId', async (c) => c.json(await authorise(c.req.param('consentId'), 'personal')))
  .get('/records/:consentId', async (c) =>
    c.json((await state.log.read({ subject: c.req.param('consentId'), limit: 1000 })).records),
  )
  .get('/verdict', async (c) => {
    await state.log.seal();
    return c.json(await state.log.verify());
  });

const { url } = await listen({ fetch: side.fetch, address: { host: '127.0.0.1', port: 0 } });
flushCompileCache(); // whoever is killed keeps none
log.info('side door', { side: url });
