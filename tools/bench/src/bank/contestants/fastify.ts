import { hash } from 'node:crypto';
import { openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { type FastifyRequest, fastify, LogController } from 'fastify';
import { Counter, Histogram, Registry } from 'prom-client';
import { portOf } from '../../server/contestant.ts';
import type { Started } from '../host.ts';
import type { Setting } from '../setting.ts';
import { listAccounts, listTransactions } from './peer/accounts.ts';
import { type Creation, createConsent, NODE, type Use, useConsent } from './peer/consents.ts';
import { openPeerDatabase } from './peer/database.ts';
import { createIdentification, type Tpp } from './peer/identify.ts';
import { Refusal, toBody } from './peer/refusal.ts';
import { SCHEMAS, SHARED } from './peer/schemas.ts';

declare module 'fastify' {
  interface FastifyRequest {
    tpp: Tpp;
    bytes: Buffer;
  }
}

const NO_BYTES = Buffer.alloc(0);
const SECURITY = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** The four operations as one would write them with Fastify, ajv and node:crypto. */
export async function start(setting: Setting): Promise<Started> {
  const { server: identity, anchors, intermediates, revoked } = setting;
  const database = openPeerDatabase(setting.database);
  const { identify, checkSeal } = createIdentification(setting);
  const observe = createMetrics();
  const app = fastify({
    https: {
      ...identity,
      ca: [anchors, intermediates],
      crl: [...revoked],
      requestCert: true,
      rejectUnauthorized: true,
    },
    logger: true,
    logController: new LogController({ disableRequestLogging: true }),
    ajv: { customOptions: { strict: false, coerceTypes: false } },
  });
  app.addSchema(SHARED);
  app.decorateRequest('bytes');
  app.decorateRequest('tpp');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    request.bytes = bytes;
    parse(bytes, done);
  });
  // who calls, and whether it is sealed, comes before what is asked for
  app.addHook('preValidation', (request, reply, done) => {
    reply.headers({ ...SECURITY, 'X-Request-ID': request.headers['x-request-id'] });
    request.tpp = identify(request.raw);
    checkSeal(request.raw, request.bytes ?? NO_BYTES, request.tpp);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { url } = request.routeOptions;
    observe(`${request.method} ${url}`, reply.statusCode, reply.elapsedTime);
    const tppId = request.tpp?.tppId;
    request.log.info({ url, status: reply.statusCode, tppId, durationMs: reply.elapsedTime }, 'request');
    done();
  });
  app.setErrorHandler((error, _, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send(toBody(error.code));
    const isRequest = error instanceof Error && 'validation' in error;
    return reply.code(isRequest ? 400 : 500).send(toBody(isRequest ? 'FORMAT_ERROR' : 'INTERNAL_SERVER_ERROR'));
  });
  app.get('/v1/accounts', { schema: SCHEMAS.accounts }, async (request) => {
    const use = readUse(request, { operation: 'getAccountList', resourceId: '', part: '' });
    const grant = await database.transaction(() => useConsent(request.tpp, use));
    return database.read(() => listAccounts(grant));
  });
  app.get<{ Params: { id: string }; Querystring: { bookingStatus: string; dateFrom: string } }>(
    '/v1/accounts/:id/transactions',
    { schema: SCHEMAS.transactions },
    async (request) => {
      const { id } = request.params;
      const { bookingStatus, dateFrom } = request.query;
      const use = readUse(request, { operation: 'getTransactionList', resourceId: id, part: bookingStatus });
      const grant = await database.transaction(() => useConsent(request.tpp, use));
      return database.read(() => listTransactions(grant, id, dateFrom));
    },
  );
  app.post<{ Body: Creation['body'] }>(
    '/v1/consents',
    { schema: SCHEMAS.consents },
    async ({ tpp, headers, bytes, body }, reply) => {
      const bodyHash = hash('sha256', bytes, 'base64');
      const requestId = String(headers['x-request-id']);
      const redirectUri = headers['tpp-redirect-uri']?.toString();
      const creation = { requestId, bodyHash, redirectUri, body };
      const created = await database.transaction(() => createConsent(tpp, creation));
      const { consentId, authorisationId } = created;
      const self = `/v1/consents/${consentId}`;
      reply.code(201).headers({ Location: self, 'ASPSP-SCA-Approach': 'REDIRECT' });
      return {
        consentStatus: 'received',
        consentId,
        _links: {
          self: { href: self },
          status: { href: `${self}/status` },
          scaStatus: { href: `${self}/authorisations/${authorisationId}` },
        },
      };
    },
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  const seal = await openSealing(setting.database);
  return { port: portOf(app.server), settle: seal };
}

/** Its records are sealed as ours are, by the same log: nobody would have a second one. */
async function openSealing(location: string): Promise<() => Promise<void>> {
  const clock = () => new Date();
  const log = await createEventLog(await openDatabase(location), {
    namespace: 'bank',
    node: NODE,
    clock,
    sealEvery: false,
  });
  return async () => void (await log.seal());
}

function parse(bytes: Buffer, done: (error: Error | null, value?: unknown) => void): void {
  try {
    done(null, JSON.parse(bytes.toString('utf8')));
  } catch {
    done(new Refusal(400, 'FORMAT_ERROR'));
  }
}

function readUse({ headers }: FastifyRequest, what: Pick<Use, 'operation' | 'resourceId' | 'part'>): Use {
  return {
    ...what,
    consentId: String(headers['consent-id'] ?? ''),
    psuPresent: headers['psu-ip-address'] !== undefined,
    requestId: String(headers['x-request-id']),
  };
}

function createMetrics() {
  const registers = [new Registry()];
  const requests = new Counter({ name: 'requests', help: 'Answers.', labelNames: ['route', 'status'], registers });
  const seconds = new Histogram({ name: 'seconds', help: 'Time to the answer.', labelNames: ['route'], registers });
  return (route: string, status: number, milliseconds: number) => {
    requests.inc({ route, status });
    seconds.observe({ route }, milliseconds / 1000);
  };
}
