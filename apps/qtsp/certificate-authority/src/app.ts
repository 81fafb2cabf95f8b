import {
  answerErrors,
  createHealthRoutes,
  createSessions,
  type Log,
  logRequests,
  securePages,
} from '@openxs2a/service';
import { sql } from '@openxs2a/store';
import { Hono } from 'hono';
import type { OpenQtsp } from './acts/open-qtsp.ts';
import { createApiApp } from './http/api-app.ts';
import { createPageAssets } from './http/assets.ts';
import { parseSession } from './http/pages/page-env.ts';
import { createPagesApp } from './http/pages-app.ts';
import { createPublicApp } from './http/public-app.ts';

export interface AppDeps extends OpenQtsp {
  readonly log: Log;
  /** What session cookies are sealed with. */
  readonly sessionSecret: string;
}

export interface CertificateAuthorityApp {
  /** For plain HTTP: CRL, OCSP, the authority's certificates, its policy. */
  readonly public: Hono;
  /** For HTTPS that asks for client certificates: the interface and the pages, and once more what is public. */
  readonly secure: Hono;
}

const SESSION_SECONDS = 3_600;

export function createApp({ qtsp, answerOcsp, log, sessionSecret }: AppDeps): CertificateAuthorityApp {
  const { clock, random, database } = qtsp;
  const open = createPublicApp(qtsp, answerOcsp);
  const api = createApiApp(qtsp);
  const sessions = createSessions({
    name: 'qtsp',
    secret: sessionSecret,
    isHttps: true,
    maxAgeSeconds: SESSION_SECONDS,
    parse: parseSession,
    clock,
    random,
  });
  const health = createHealthRoutes({ store: async () => (await database.all(sql`SELECT 1 AS up`)).length === 1 });
  const base = () => new Hono().onError(answerErrors(log)).use(logRequests(log, clock)).route('/', health);
  const isOpen = ['/policy', '/ca/*'];
  return {
    public: base()
      .use('/policy', securePages({ isHttps: false }))
      .route('/', createPageAssets())
      .get('/', (c) => c.redirect('/policy'))
      .all('*', (c) => open.fetch(c.req.raw, c.env)),
    secure: base()
      .all('/v1/*', (c) => api.fetch(c.req.raw, c.env))
      .route('/', createPageAssets())
      .use('/policy', securePages({ isHttps: true }))
      .on('GET', isOpen, (c) => open.fetch(c.req.raw, c.env))
      .route('/', createPagesApp(qtsp, sessions)),
  };
}
