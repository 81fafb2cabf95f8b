import {
  answerErrors,
  createHealthRoutes,
  createRateLimiter,
  logRequests,
  problem,
  type RateLimit,
  secureApi,
} from '@openxs2a/service';
import { createSigningServer } from '@openxs2a/signing-api/server';
import { validators } from '@openxs2a/signing-api/validators';
import { Hono } from 'hono';
import type { SigningServer } from './acts/server.ts';
import type { Client } from './domain/client.ts';
import { createCertificateHandlers } from './http/certificate-handlers.ts';
import { type CallContext, createGuards } from './http/guards.ts';
import { createRecordHandlers } from './http/record-handlers.ts';
import { createSigningHandlers } from './http/signing-handlers.ts';

export interface AppOptions {
  readonly server: SigningServer;
  readonly clients: readonly Client[];
  readonly clientRate: RateLimit;
  readonly totalRate: RateLimit;
}

/** Room for what is around the body of a message: URL, headers, and JSON. */
const ENVELOPE_BYTES = 512 * 1024;

/**
 * The signing server's interface. Who calls is asked first, then whether it may, then whether the request fits; only the
 * health of the server is told to everyone.
 */
export function createApp({ server, clients, clientRate, totalRate }: AppOptions): Hono {
  const { clock, log, policy } = server;
  const limits = { perClient: createRateLimiter(clientRate, clock), total: createRateLimiter(totalRate, clock) };
  const api = createSigningServer<CallContext>({
    handlers: {
      ...createSigningHandlers(server, limits),
      ...createCertificateHandlers(server),
      ...createRecordHandlers(server),
    },
    guards: createGuards(clients, clock),
    order: ['clientCertificate', 'right', 'validate'],
    validators,
    context: () => ({}),
    limits: { body: Math.ceil((policy.maxBodyBytes * 4) / 3) + ENVELOPE_BYTES },
    onError: (error, operation) => log.error('request failed', error, { operationId: operation?.id }),
  });
  const app = new Hono()
    .use(logRequests(log, clock), secureApi())
    .route('/', createHealthRoutes({ record: () => canRead(server) }))
    .route('/', api);
  app.notFound(() => problem(404, 'not-found', 'There is nothing at this path.'));
  app.onError(answerErrors(log));
  return app;
}

async function canRead({ uses }: SigningServer): Promise<boolean> {
  await uses.read({ limit: 1 });
  return true;
}
