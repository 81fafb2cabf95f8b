import type { Context } from 'hono';
import { errors, type Provider } from 'oidc-provider';
import { lifeOf } from '../authorisation/life.ts';
import { INTERACTION_PATH } from '../domain/paths.ts';
import { readRequestedScope } from '../domain/requested-scope.ts';
import type { OAuthSetting } from '../oauth.ts';
import { exchangeFor, type Forward } from '../provider/create-forward.ts';
import { type Exchange, inExchange } from '../provider/exchange.ts';
import { XS2A } from '../provider/keep-grants.ts';
import type { Stand, WayBack } from '../resources.ts';
import { type Scope, writeScope } from '../scope.ts';
import type { Answers } from './answers.ts';
import { textOf } from './refusals.ts';

/** An authorisation request that waits for the PSU, in the browser that began it. */
interface Waiting {
  readonly uid: string;
  readonly scope: Scope;
  readonly clientId: string;
  /** Undefined in the pre-step. */
  readonly authorisationId: string | undefined;
  readonly clientOrigin: string;
  /** Has the provider go on with what came of it, at the address that is returned. */
  finish(result: Result): Promise<string>;
}

type Result = Parameters<Provider['interactionResult']>[2];

export interface InteractionParts {
  readonly provider: Provider;
  readonly forward: Forward;
  readonly answers: Answers;
}

/** The way to the page on which the PSU authorises, and back. */
export function createInteraction(setting: OAuthSetting, { provider, forward, answers }: InteractionParts) {
  const unknown = () => answers.refuse('invalid_request', 'interaction-unknown');
  const goToPage = async (waiting: Waiting) => answers.send(await findPage(setting, waiting));

  return {
    begin: async (c: Context): Promise<Response> => {
      const waiting = await findWaiting(provider, c);
      return waiting === undefined ? unknown() : goToPage(waiting);
    },

    end: async (c: Context): Promise<Response> => {
      const waiting = await findWaiting(provider, c);
      if (waiting === undefined) return unknown();
      const stand = await findStand(setting, waiting, c.req.query('proof') ?? '');
      if (stand.is === 'open') return goToPage(waiting);
      return answers.send(await waiting.finish(await decide(setting, provider, waiting, stand)));
    },

    /** The provider's own way back, which it takes from here only. */
    resume: async (c: Context): Promise<Response> => {
      const uid = c.req.param('uid') ?? '';
      const interaction = await provider.Interaction.find(uid);
      if (interaction === undefined) return unknown();
      if (interaction.result === undefined) return answers.send(`${INTERACTION_PATH}/${encodeURIComponent(uid)}`);
      const scope = readRequestedScope(String(interaction.params['scope']));
      return answers.ofProvider({ scope }, () =>
        forward({ method: 'GET', url: c.req.path, cookie: c.req.header('cookie') }),
      );
    },
  };
}

async function findWaiting(provider: Provider, c: Context): Promise<Waiting | undefined> {
  const { req, res } = exchangeFor(provider, { method: 'GET', url: c.req.path, cookie: c.req.header('cookie') });
  try {
    const { uid, params, prompt } = await provider.interactionDetails(req, res);
    const scope = readRequestedScope(String(params['scope']));
    if (uid !== c.req.param('uid') || scope === undefined) return undefined;
    const { authorisationId } = prompt.details;
    return {
      uid,
      scope,
      clientId: String(params['client_id']),
      authorisationId: typeof authorisationId === 'string' ? authorisationId : undefined,
      clientOrigin: new URL(String(params['redirect_uri'])).origin,
      finish: (result) => provider.interactionResult(req, res, result, { mergeWithLastSubmission: false }),
    };
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

function findPage({ issuer, preStep, resources }: OAuthSetting, waiting: Waiting): Promise<string> | string {
  const { uid, clientId, authorisationId, clientOrigin } = waiting;
  const way: WayBack = { returnTo: `${issuer}${INTERACTION_PATH}/${uid}/return`, clientOrigin };
  if (authorisationId !== undefined) return resources.sendToPage(authorisationId, way);
  return preStep?.sendToPage({ loginId: uid, clientId }, way) ?? issuer;
}

async function findStand({ preStep, resources }: OAuthSetting, waiting: Waiting, proof: string): Promise<Stand> {
  const { uid, authorisationId } = waiting;
  if (authorisationId !== undefined) return resources.standOf(authorisationId, proof);
  return preStep?.standOf(uid, proof) ?? { is: 'refused' };
}

/** What was authorised is granted, if it still opens anything. */
async function decide(
  setting: OAuthSetting,
  provider: Provider,
  { scope, clientId, authorisationId }: Waiting,
  stand: Stand,
): Promise<Result> {
  const life = stand.is === 'authorised' ? await lifeOf(setting, scope, clientId) : undefined;
  if (stand.is !== 'authorised' || life === undefined)
    return { error: 'access_denied', error_description: textOf('psu-refused') };
  const exchange: Exchange = { scope, life, authorisationId };
  const grantId = await inExchange(exchange, () => {
    const grant = new provider.Grant({ accountId: stand.psuId, clientId });
    grant.addResourceScope(XS2A, writeScope(scope));
    return grant.save();
  });
  return { login: { accountId: stand.psuId, remember: false }, consent: { grantId } };
}
