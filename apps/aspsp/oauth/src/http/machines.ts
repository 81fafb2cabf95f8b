import { isBrokenOff } from '@openxs2a/service';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { checkRequest, type RequestRefusal } from '../authorisation/check.ts';
import { describeServer } from '../domain/metadata.ts';
import { LONGEST_PARAMETERS, type Parameters, readParameters, writeParameters } from '../domain/parameters.ts';
import { METADATA_PATH, PROVIDER_PATHS } from '../domain/paths.ts';
import type { Caller, OAuthSetting } from '../oauth.ts';
import type { Forward, Forwarded } from '../provider/create-forward.ts';
import { type Exchange, inExchange } from '../provider/exchange.ts';
import { noteProblem, noteRefusal } from './note-refusal.ts';
import { type RefusalReason, refuseMachine, textOf } from './refusals.ts';
import { refuseCaller } from './refuse-caller.ts';

/** What clients call with their certificate. */
export function createMachines(setting: OAuthSetting, forward: Forward): Hono {
  const app = new Hono()
    .get(METADATA_PATH, (c) => c.json(describeServer(setting, setting.profile)))
    .use('/oauth/*', bodyLimit({ maxSize: LONGEST_PARAMETERS, onError: () => refuseMachine('invalid_request', 413) }))
    .notFound(() => refuseMachine('invalid_request', 404))
    .onError((error) => {
      if (isBrokenOff(error)) return refuseCaller({ status: 400 });
      setting.logger.error('oauth failed', error);
      return refuseMachine('server_error', 500);
    });
  for (const [path, prepare] of ENDPOINTS) app.post(path, (c) => answer(setting, forward, c, prepare));
  return app;
}

interface Call {
  readonly caller: Caller;
  readonly parameters: Parameters;
}

interface Refusal {
  readonly accepted: false;
  readonly error: RequestRefusal['error'] | 'invalid_client';
  readonly reason: RefusalReason;
}

/** What there is to say, or to refuse, before the provider answers. */
type Prepare = (setting: OAuthSetting, call: Call) => Exchange | Promise<Exchange | Refusal>;

async function answer(setting: OAuthSetting, forward: Forward, c: Context, prepare: Prepare): Promise<Response> {
  const identified = await setting.identify(c.req.raw, c.env);
  if (!identified.accepted) return refuseCaller(identified);
  const { identity: caller } = identified;
  const call = await readCall(c, caller);
  if ('accepted' in call) return refuse(setting, caller, call);
  const exchange = await prepare(setting, call);
  if ('accepted' in exchange) return refuse(setting, caller, exchange);
  const response = await inExchange(exchange, () => forward(toForwarded(c, call)));
  const { problem } = exchange;
  if (problem !== undefined) noteProblem(setting, { tppId: caller.tppId, ...problem });
  return c.req.path === PROVIDER_PATHS.introspection ? withoutPsu(response) : response;
}

/** The form of a call, by a client that is the one of the certificate. */
async function readCall(c: Context, caller: Caller): Promise<Call | Refusal> {
  const parameters = readParameters(isForm(c) ? await c.req.raw.text() : '');
  if (parameters === undefined) return { accepted: false, error: 'invalid_request', reason: 'parameter-twice' };
  const clientId = parameters.get('client_id');
  return clientId === undefined || clientId === caller.tppId
    ? { caller, parameters }
    : { accepted: false, error: 'invalid_client', reason: 'client-not-of-certificate' };
}

const isForm = (c: Context): boolean =>
  /^application\/x-www-form-urlencoded(?:;|$)/i.test(c.req.header('content-type') ?? '');

function toForwarded(c: Context, { parameters }: Call): Forwarded {
  const authorization = c.req.header('authorization');
  return { method: 'POST', url: c.req.path, body: writeParameters(parameters), authorization };
}

function refuse(setting: OAuthSetting, { tppId }: Caller, { error, reason }: Refusal): Response {
  noteRefusal(setting, { tppId, error, reason });
  return refuseMachine(error, error === 'invalid_client' ? 401 : 400, textOf(reason));
}

/** A pushed request is looked at as one of a browser is; its client has proved who it is, and so whose addresses are its own. */
async function prepareRequest(setting: OAuthSetting, { caller, parameters }: Call): Promise<Exchange | Refusal> {
  const verdict = await checkRequest(setting, parameters, { kind: 'client', domains: caller.qwac.domains });
  return verdict.accepted ? { ...verdict.evidence, caller } : verdict;
}

/** Where a token request ends a grant, something came a second time. */
function prepareTokens(_setting: OAuthSetting, { caller, parameters }: Call): Exchange {
  const isRefresh = parameters.get('grant_type') === 'refresh_token';
  return { caller, endsBecause: isRefresh ? 'refresh-token-replayed' : 'code-replayed' };
}

const prepareNothing: Prepare = (_setting, { caller }) => ({ caller });

const ENDPOINTS: readonly (readonly [path: string, Prepare])[] = [
  [PROVIDER_PATHS.pushed_authorization_request, prepareRequest],
  [PROVIDER_PATHS.token, prepareTokens],
  [PROVIDER_PATHS.revocation, prepareNothing],
  [PROVIDER_PATHS.introspection, prepareNothing],
];

/** What a client is told of a token of its own: not by which name the bank knows its customer. */
async function withoutPsu(response: Response): Promise<Response> {
  const { sub: _psuId, ...told }: Record<string, unknown> = await response.json();
  return Response.json(told, response);
}
