import { createXs2aServer } from '@openxs2a/xs2a/server';
import { validators } from '@openxs2a/xs2a/validators';
import { Hono } from 'hono';
import type { Bank } from '../bank/bank.ts';
import { createAccountHandlers } from './account-handlers.ts';
import { createAuthorisationHandlers } from './authorisation-handlers.ts';
import { createConsentHandlers } from './consent-handlers.ts';
import { createContext, toXRequestId } from './context.ts';
import { createGuards } from './guards.ts';
import { BASE_PATH } from './links.ts';
import { refuse, unknownAddress } from './refuse.ts';
import { createTransactionHandlers } from './transaction-handlers.ts';

/** The generated server of the account information service, with the sandbox bank behind it. */
export function createBankApp(bank: Bank, onError: (error: unknown) => void): Hono {
  const handlers = {
    ...createConsentHandlers(bank),
    ...createAuthorisationHandlers(bank),
    ...createAccountHandlers(bank),
    ...createTransactionHandlers(bank),
  };
  const xs2a = createXs2aServer({
    // the slice of the interface that this bank offers
    operations: Object.keys(handlers) as (keyof typeof handlers)[],
    handlers,
    context: createContext,
    // Who calls, then whether the request makes sense, then what its consent opens.
    order: ['certificate', 'tpp', 'signature', 'BearerAuthOAuth', 'validate', 'role', 'idempotency', 'consent'],
    guards: createGuards(bank),
    validators,
    validateResponses: true,
    refuse,
    onError,
  });
  const app = new Hono().route(BASE_PATH, xs2a);
  // Below a prefix, what is found nowhere is for the outer app to say.
  app.notFound((c) => {
    const { status, body, headers } = unknownAddress({ xRequestId: toXRequestId(c.req.header('X-Request-ID')) });
    return c.json(body, status, headers);
  });
  return app;
}
