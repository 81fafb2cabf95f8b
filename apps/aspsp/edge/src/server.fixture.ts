import type { Guard } from '@openxs2a/runtime/server';
import { createXs2aServer, type Xs2aServerOptions } from '@openxs2a/xs2a/server';
import { validators } from '@openxs2a/xs2a/validators';
import { REQUEST_ID } from './call.fixture.ts';
import type { WireChoices } from './choices.ts';
import { createRefuse, logFieldsOf } from './create-refuse.ts';
import type { Refused } from './refused.ts';
import { createRenderError } from './render-error.ts';
import { echoRequestId } from './request-id.ts';

interface Context {
  readonly requestId: string;
}

type Options = Xs2aServerOptions<Context, 'getAccountList' | 'createConsent' | 'deleteConsent'>;
type Handlers = Options['handlers'];

export interface Bank {
  readonly certificate?: Refused;
  readonly signature?: Refused;
  readonly consent?: Refused;
  /** What the handlers throw; without it they answer. */
  readonly thrown?: unknown;
  readonly choices?: WireChoices;
}

const ORDER = [
  'certificate',
  'tpp',
  'signature',
  'validate',
  'role',
  'idempotency',
  'consent',
  'BearerAuthOAuth',
] as const;

/** Three operations of the generated server, with guards that refuse what they are told to, and its log. */
export function createBank({ thrown, choices, ...refusals }: Bank = {}) {
  const log: Readonly<Record<string, unknown>>[] = [];
  const render = createRenderError(choices);
  const guard =
    (name: 'certificate' | 'signature' | 'consent'): Guard<unknown, Context> =>
    ({ operation, request }) => {
      const refused = refusals[name];
      return refused && render(refused, { operation, headers: request.headers });
    };
  const headers = { 'X-Request-ID': REQUEST_ID };
  const answer = <Answer>(made: Answer): Answer => {
    if (thrown !== undefined) throw thrown;
    return made;
  };
  const handlers: Handlers = {
    getAccountList: () => answer({ status: 200, type: 'application/json', headers, body: { accounts: [] } }),
    createConsent: () => {
      throw thrown;
    },
    deleteConsent: () => answer({ status: 204, headers }),
  };
  const app = createXs2aServer<Context, 'getAccountList' | 'createConsent' | 'deleteConsent'>({
    operations: ['getAccountList', 'createConsent', 'deleteConsent'],
    context: ({ headers: sent }) => ({ requestId: sent.get('x-request-id') ?? '' }),
    guards: {
      certificate: guard('certificate'),
      tpp: () => undefined,
      signature: guard('signature'),
      role: () => undefined,
      idempotency: () => undefined,
      consent: guard('consent'),
      BearerAuthOAuth: () => undefined,
    },
    order: ORDER,
    limits: { body: 4096 },
    handlers,
    validators,
    validateResponses: true,
    refuse: createRefuse({ ...(choices && { choices }), onRefusal: (refused) => void log.push(logFieldsOf(refused)) }),
  });
  const fetch = echoRequestId((request: Request) => app.fetch(request));
  return {
    log,
    request: (method: string, path: string, { accept, body, sent = {} }: Asked = {}) =>
      fetch(
        new Request(`https://bank.example${path}`, {
          method,
          headers: {
            'x-request-id': REQUEST_ID,
            'consent-id': 'c-1',
            'psu-ip-address': '192.0.2.7',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(accept === undefined ? {} : { accept }),
            ...sent,
          },
          ...(body === undefined ? {} : { body }),
        }),
      ),
  };
}

interface Asked {
  readonly accept?: string;
  readonly body?: string;
  readonly sent?: Readonly<Record<string, string>>;
}
