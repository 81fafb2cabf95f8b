import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Provider } from 'oidc-provider';
import { checkRequest } from '../authorisation/check.ts';
import { describeServer } from '../domain/metadata.ts';
import { LONGEST_PARAMETERS, type Parameters, readParameters, writeParameters } from '../domain/parameters.ts';
import { METADATA_PATH, PROVIDER_PATHS } from '../domain/paths.ts';
import type { Caller } from '../oauth.ts';
import type { OAuthSetting } from '../provider/create-provider.ts';
import { type Exchange, inExchange } from '../provider/exchange.ts';
import { forward } from '../provider/forward.ts';
import { refuseMachine, textOf } from './refusals.ts';

/** What clients call with their certificate. */
export function createMachines(setting: OAuthSetting, provider: Provider): Hono {
  const endpoint = (path: string, toExchange: (call: Call) => Exchange | Response | Promise<Exchange | Response>) =>
    [path, (c: Context) => answer(setting, provider, c, toExchange)] as const;
  return new Hono()
    .get(METADATA_PATH, (c) => c.json(describeServer(setting, setting.profile)))
    .use('/oauth/*', bodyLimit({ maxSize: LONGEST_PARAMETERS, onError: () => refuseMachine('invalid_request', 413) }))
    .post(...endpoint(PROVIDER_PATHS.pushed_authorization_request, (call) => pushRequest(setting, call)))
    .post(...endpoint(PROVIDER_PATHS.token, (call) => ({ ...call, endsBecause: replayOf(call.parameters) })))
    .post(...endpoint(PROVIDER_PATHS.revocation, (call) => ({ ...call, endsBecause: 'revoked-by-client' })))
    .post(...endpoint(PROVIDER_PATHS.introspection, (call) => ({ ...call, endsBecause: 'revoked-by-client' })))
    .notFound(() => refuseMachine('invalid_request', 404));
}

interface Call {
  readonly caller: Caller;
  readonly parameters: Parameters;
}

async function answer(
  { identify, logger }: OAuthSetting,
  provider: Provider,
  c: Context,
  toExchange: (call: Call) => Exchange | Response | Promise<Exchange | Response>,
): Promise<Response> {
  const identified = await identify(c.req.raw, c.env);
  if (!identified.accepted) return refuseMachine(errorOf(identified.status), identified.status);
  const { identity: caller } = identified;
  const parameters = readParameters(isForm(c) ? await c.req.raw.text() : '');
  if (parameters === undefined) return refuseMachine('invalid_request', 400, textOf('parameter-twice'));
  const clientId = parameters.get('client_id');
  if (clientId !== undefined && clientId !== caller.tppId) return refuseMachine('invalid_client', 401);
  const exchange = await toExchange({ caller, parameters });
  if (exchange instanceof Response) return exchange;
  const request = {
    method: 'POST',
    url: c.req.path,
    body: writeParameters(parameters),
    authorization: c.req.header('authorization'),
  } as const;
  const response = await inExchange(exchange, () => forward(provider, request));
  if (response.status >= 400)
    logger.info('oauth refused', { tppId: caller.tppId, path: c.req.path, status: response.status });
  return response;
}

const isForm = (c: Context): boolean =>
  /^application\/x-www-form-urlencoded(?:;|$)/i.test(c.req.header('content-type') ?? '');

/** A pushed request is looked at as one of a browser is; its client has proved who it is, and so whose addresses are its own. */
async function pushRequest(setting: OAuthSetting, call: Call): Promise<Exchange | Response> {
  const { caller, parameters } = call;
  const verdict = await checkRequest(setting, parameters, { domains: caller.qwac.domains });
  if (!verdict.accepted) return refuseMachine(verdict.error, 400, textOf(verdict.reason));
  return { ...verdict.evidence, caller, endsBecause: 'revoked-by-client' };
}

/** What it means where a token request ends a grant. */
const replayOf = (parameters: Parameters) =>
  parameters.get('grant_type') === 'refresh_token' ? 'refresh-token-replayed' : 'code-replayed';

function errorOf(status: number): string {
  if (status === 429 || status >= 500) return 'temporarily_unavailable';
  return status === 403 ? 'unauthorized_client' : 'invalid_client';
}
