import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { Provider } from 'oidc-provider';
import { checkRequest } from '../authorisation/check.ts';
import { describeServer } from '../domain/metadata.ts';
import { type Parameters, readParameters, writeParameters } from '../domain/parameters.ts';
import { INTERACTION_PATH, METADATA_PATH, PROVIDER_PATHS } from '../domain/paths.ts';
import type { OAuthSetting } from '../oauth.ts';
import type { Forward } from '../provider/create-forward.ts';
import type { PushedPayload } from '../provider/exchange.ts';
import { takePushed } from '../provider/keep-pushed.ts';
import { type Answers, createAnswers } from './answers.ts';
import { createInteraction } from './interaction.ts';
import { readPushed } from './read-pushed.ts';

/** Where the browser of the PSU comes by. */
export function createPeople(setting: OAuthSetting, provider: Provider, forward: Forward): Hono {
  const answers = createAnswers(setting);
  const interaction = createInteraction(setting, { provider, forward, answers });
  return new Hono()
    .use('/oauth/*', refuseHead)
    .get(METADATA_PATH, (c) => c.json(describeServer(setting, setting.profile)))
    .get(PROVIDER_PATHS.authorization, (c) => authorize(setting, forward, answers, c))
    .get(`${PROVIDER_PATHS.authorization}/:uid`, interaction.resume)
    .get(`${INTERACTION_PATH}/:uid`, interaction.begin)
    .get(`${INTERACTION_PATH}/:uid/return`, interaction.end)
    .notFound(() => answers.refuse('invalid_request', 'interaction-unknown', 404))
    .onError((error) => answers.fail(error));
}

/** Who asks by HEAD what a link is, before a person follows it, is not to use it up. */
const refuseHead: MiddlewareHandler = async (c, next) =>
  c.req.method === 'HEAD' ? c.body(null, 405, { Allow: 'GET' }) : next();

/** What a request asks for, from wherever it came. */
interface Asked {
  readonly parameters: Parameters;
  readonly pushed?: PushedPayload | undefined;
}

async function authorize(setting: OAuthSetting, forward: Forward, answers: Answers, c: Context): Promise<Response> {
  const query = readParameters(new URL(c.req.url).search);
  if (query === undefined) return answers.refuse('invalid_request', 'parameter-twice');
  const asked = await findAsked(setting, query);
  if (asked === undefined) return answers.refuse('invalid_request', 'pushed-unknown');
  const { parameters, pushed } = asked;
  if (pushed === undefined && setting.profile === 'fapi2') return answers.refuse('invalid_request', 'pushed-required');
  const verdict = await checkRequest(setting, parameters, { kind: pushed === undefined ? 'browser' : 'pushed' });
  if (!verdict.accepted) return answers.refuseRequest(verdict, parameters.get('state'));
  const url = `${PROVIDER_PATHS.authorization}?${writeParameters(query)}`;
  return answers.ofProvider({ ...verdict.evidence, pushed }, () => forward({ method: 'GET', url }));
}

/** The parameters that count: those that were pushed, if the request names any, and then no others (RFC 9126, 4). */
async function findAsked(setting: OAuthSetting, query: Parameters): Promise<Asked | undefined> {
  const requestUri = query.get('request_uri');
  if (requestUri === undefined) return { parameters: query };
  const pushed = await takePushed(setting, requestUri);
  const parameters = pushed && readPushed(pushed.payload);
  if (parameters === undefined || parameters.get('client_id') !== query.get('client_id')) return undefined;
  return { parameters, pushed };
}
