import { createXs2aServer, type Handlers, type Xs2aServerOptions } from '@openxs2a/xs2a/server';
import { CREATED, LISTED } from '../wire.ts';
import { serveApp } from './hono-app.ts';

type Served = 'createConsent' | 'getAccountList';

const handlers: Pick<Handlers<undefined>, Served> = {
  createConsent: ({ headers }) => ({
    status: CREATED.status,
    headers: {
      Location: CREATED.location,
      'X-Request-ID': headers['X-Request-ID'],
      'ASPSP-SCA-Approach': CREATED.approach,
    },
    type: 'application/json',
    body: CREATED.body,
  }),
  getAccountList: ({ headers }) => ({
    status: LISTED.status,
    headers: { 'X-Request-ID': headers['X-Request-ID'] },
    type: 'application/json',
    body: LISTED.body,
  }),
};

const letPass = () => undefined;

/** The generated server with the two operations that all have; its guards let pass, for the others have none. */
export function startOurs(validators: Xs2aServerOptions<undefined, Served>['validators']): Promise<number> {
  const app = createXs2aServer<undefined, Served>({
    operations: ['createConsent', 'getAccountList'],
    handlers,
    guards: {
      certificate: letPass,
      tpp: letPass,
      signature: letPass,
      role: letPass,
      idempotency: letPass,
      consent: letPass,
      BearerAuthOAuth: letPass,
    },
    validators,
    context: letPass,
  });
  return serveApp(app);
}
