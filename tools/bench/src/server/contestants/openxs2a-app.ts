import { createXs2aServer, type Handlers, type Xs2aServerOptions } from '@openxs2a/xs2a/server';
import { CREATED, LISTED } from '../wire.ts';
import { serveApp } from './hono-app.ts';

const notAsked = (): never => {
  throw new Error('The bench does not call this operation.');
};

const handlers: Handlers<undefined> = {
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
  readAccountDetails: notAsked,
  getBalances: notAsked,
  getTransactionList: notAsked,
  getTransactionDetails: notAsked,
  getConsentInformation: notAsked,
  deleteConsent: notAsked,
  getConsentAuthorisation: notAsked,
  startConsentAuthorisation: notAsked,
  getConsentScaStatus: notAsked,
  updateConsentsPsuData: notAsked,
  getConsentStatus: notAsked,
};

const letPass = () => undefined;

/** The generated server; its guards let pass, for the others have none. */
export function startOurs(validators: Xs2aServerOptions<undefined>['validators']): Promise<number> {
  const app = createXs2aServer<undefined>({
    handlers,
    guards: { certificate: letPass, signature: letPass, consent: letPass, BearerAuthOAuth: letPass },
    validators,
    context: letPass,
  });
  return serveApp(app);
}
