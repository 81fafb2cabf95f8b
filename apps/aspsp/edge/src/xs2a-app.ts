import type { BankProfile } from '@openxs2a/profile';
import type { OperationDescriptor } from '@openxs2a/runtime/server';
import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { createXs2aServer, descriptors } from '@openxs2a/xs2a/server';
import { Hono } from 'hono';
import { recordRefusal } from './audit.ts';
import type { Context, Guards, Handlers, OperationId } from './context.ts';
import { createRefuse } from './create-refuse.ts';
import { type AccessTokens, createTokenGuard, refuseTokens } from './guards/bearer.ts';
import type { Idempotency } from './guards/idempotency.ts';
import { createRoleGuard } from './guards/role.ts';
import { createValidators } from './lenient-validators.ts';
import { ORDER } from './order.ts';
import type { Part } from './part.ts';
import type { Proof } from './proof.ts';
import { type Refused, RefusedError, refusedByError } from './refused.ts';
import type { RefusedCall } from './render-error.ts';
import { echoRequestId, readRequestId } from './request-id.ts';
import { toWireChoices } from './to-wire-choices.ts';

export interface Xs2aAppOptions {
  readonly proof: Proof;
  readonly parts: readonly Part[];
  readonly profile: BankProfile;
  readonly idempotency: Idempotency;
  readonly database: Database;
  /** Of that database; has a record of each refusal of a TPP that was known. */
  readonly log: EventLog;
  readonly clock: Clock;
  /** Without them no token is known. */
  readonly tokens?: AccessTokens | undefined;
  /** Where TPPs read how to get a token. */
  readonly oauthMetadataUrl?: string | undefined;
  /** Whether our own answers are checked, too. Default: false. */
  readonly validateResponses?: boolean;
  readonly observe?: Observer;
}

/** Hears of what happens, for log lines and metrics. */
export interface Observer {
  /** Before it is answered. */
  readonly onRefusal?: (refused: Refused, call: RefusedCall, context: Context | undefined) => void;
  readonly onAnswer?: (answer: Answered) => void;
  /** What nobody foresaw, and became a 500. */
  readonly onError?: (error: unknown, operationId: string | undefined) => void;
}

export interface Answered {
  readonly status: number;
  /** Undefined where the path or the method is none of the interface. */
  readonly context: Context | undefined;
  readonly milliseconds: number;
}

/** For `listen`, and for the gateway around it. */
export interface Xs2aApp {
  fetch(request: Request, env?: object): Promise<Response>;
}

const OPERATION_IDS = Object.keys(descriptors) as readonly OperationId[]; // the table is typed by them

/**
 * The interface of the bank, of the parts that are given: every operation is routed and asks its checks in `ORDER`; one that
 * no part has is not offered, whatever its body. Nothing but `RefusedError`s and the libraries' own errors are refusals, all
 * else is a 500 that says nothing.
 */
export function createXs2aApp(options: Xs2aAppOptions): Xs2aApp {
  const { profile, observe = {} } = options;
  const contexts = new WeakMap<Request, Context>();
  const server = createXs2aServer<Context>({
    handlers: collectHandlers(options.parts),
    guards: createGuards(options),
    order: ORDER,
    context: ({ raw, headers }, operation) => {
      const context = createContext(operation, headers, options.clock);
      contexts.set(raw, context);
      return context;
    },
    limits: { body: profile.limits.bodyKiB * 1024 },
    validators: createValidators(profile),
    validateResponses: options.validateResponses ?? false,
    refuse: createAuditedRefuse(options),
    onError: (error, operation) => {
      if (isUnforeseen(error)) observe.onError?.(error, operation?.id);
    },
  });
  const app = mount(server, profile);
  return { fetch: echoRequestId(observeAnswers(app, contexts, observe)) };
}

function createContext(operation: OperationDescriptor, headers: Headers, clock: Clock): Context {
  // the server was made of the operations of this type
  const operationId = operation.id as OperationId;
  return { operationId, requestId: readRequestId(headers) ?? '', receivedAt: clock() };
}

/** Below a prefix, what is found nowhere is for the outer app to say; it says it as the server does. */
function mount(server: Hono, { basePath }: BankProfile): Hono {
  if (basePath === '') return server;
  const app = new Hono().route(basePath, server);
  return app.notFound((c) => server.fetch(new Request(new URL('/', c.req.url), c.req.raw), c.env));
}

/** Every operation has a handler; of one that no part has it is never asked, since it is not offered. */
function collectHandlers(parts: readonly Part[]): Handlers {
  const handlers = new Map<string, unknown>();
  for (const part of parts) {
    for (const [id, handler] of Object.entries(part.handlers)) {
      if (handlers.has(id)) throw new TypeError(`Two parts have "${id}".`);
      handlers.set(id, handler);
    }
  }
  const refuseService = () => {
    throw new RefusedError({ reason: 'service-not-offered' });
  };
  // each operation by its own handler, or by one that answers nothing
  return Object.fromEntries(OPERATION_IDS.map((id) => [id, handlers.get(id) ?? refuseService])) as unknown as Handlers;
}

function createGuards({ proof, parts, profile, idempotency, ...options }: Xs2aAppOptions): Guards {
  const { tokens, oauthMetadataUrl: metadataUrl } = options;
  const isPreStep = profile.sca.oauthPreStep;
  const consents = parts.flatMap(({ consent }) => (consent === undefined ? [] : [consent]));
  if (consents.length > 1) throw new TypeError('Two parts have a guard for consents.');
  return {
    certificate: proof.certificate,
    tpp: proof.tpp,
    signature: createOfferedGuard(proof.signature, parts),
    role: createRoleGuard(profile),
    idempotency: idempotency.guard,
    consent: consents[0] ?? refuseConsents,
    BearerAuthOAuth: tokens === undefined ? refuseTokens : createTokenGuard({ tokens, isPreStep, metadataUrl }),
  };
}

/** Once it is known who calls, and before anything of the request is judged: whether the bank offers this at all. */
function createOfferedGuard(signature: Guards['signature'], parts: readonly Part[]): Guards['signature'] {
  const offered = new Set(
    parts.flatMap(({ handlers, offers = () => true }) => (Object.keys(handlers) as OperationId[]).filter(offers)), // keys of a part's handlers
  );
  const check = (operationId: OperationId) => {
    if (!offered.has(operationId)) throw new RefusedError({ reason: 'service-not-offered', evidence: { operationId } });
  };
  return (call) => {
    const verdict = signature(call);
    if (!(verdict instanceof Promise)) return verdict ?? check(call.context.operationId);
    return verdict.then((reply) => reply ?? check(call.context.operationId));
  };
}

const refuseConsents: Guards['consent'] = ({ context }) => {
  throw new TypeError(`No part of the bank checks the consent of "${context.operationId}".`);
};

function createAuditedRefuse({ profile, database, log, observe = {} }: Xs2aAppOptions) {
  return createRefuse<Context>({
    choices: toWireChoices(profile),
    async onRefusal(refused, call, context) {
      observe.onRefusal?.(refused, call, context);
      try {
        await recordRefusal(database, log, refused, context);
      } catch (error) {
        // Nothing was given, so that the refusal itself stands.
        observe.onError?.(error, context?.operationId);
      }
    },
  });
}

/** Errors of the libraries are refusals with a reason, told by `onRefusal`. */
const isUnforeseen = (error: unknown): boolean => refusedByError(error).reason === 'request:internal';

function observeAnswers(app: Hono, contexts: WeakMap<Request, Context>, { onAnswer }: Observer): Xs2aApp['fetch'] {
  if (onAnswer === undefined) return async (request, env) => app.fetch(request, env);
  return async (request, env) => {
    const start = performance.now();
    const response = await app.fetch(request, env);
    onAnswer({ status: response.status, context: contexts.get(request), milliseconds: performance.now() - start });
    return response;
  };
}
