import type { Context } from 'hono';
import type { Provider } from 'oidc-provider';
import { lifeOf } from '../authorisation/life.ts';
import { digestOf } from '../domain/digest.ts';
import { INTERACTION_PATH } from '../domain/paths.ts';
import { readRequestedScope } from '../domain/requested-scope.ts';
import type { OAuthSetting } from '../oauth.ts';
import type { Forward } from '../provider/create-forward.ts';
import { type Exchange, inExchange } from '../provider/exchange.ts';
import { XS2A } from '../provider/keep-grants.ts';
import type { Stand } from '../resources.ts';
import { writeScope } from '../scope.ts';
import type { Answers } from './answers.ts';
import { textOf } from './refusals.ts';
import { findWaiting, type InteractionResult, type Waiting } from './waiting.ts';

export interface InteractionParts {
  readonly provider: Provider;
  readonly forward: Forward;
  readonly answers: Answers;
}

/** The way to the page on which the PSU authorises, and back. */
export function createInteraction(setting: OAuthSetting, { provider, forward, answers }: InteractionParts) {
  const unknown = () => answers.refuse('invalid_request', 'interaction-unknown');
  const goToPage = async (waiting: Waiting) => answers.send(await waiting.findPage());

  return {
    begin: async (c: Context): Promise<Response> => {
      const waiting = await findWaiting(setting, provider, c);
      return waiting === undefined ? unknown() : goToPage(waiting);
    },

    end: async (c: Context): Promise<Response> => {
      const waiting = await findWaiting(setting, provider, c);
      if (waiting === undefined) return unknown();
      const stand = await waiting.findStand(c.req.query('proof') ?? '');
      if (stand.is === 'open') return goToPage(waiting);
      const next = await waiting.finish(await decide(setting, provider, waiting, stand));
      return next === undefined ? unknown() : answers.send(next);
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

/** What was authorised is granted, if it still opens anything. */
async function decide(
  setting: OAuthSetting,
  provider: Provider,
  { id, scope, clientId, authorisationId }: Waiting,
  stand: Stand,
): Promise<InteractionResult> {
  const life = stand.is === 'authorised' ? await lifeOf(setting, scope, clientId) : undefined;
  if (stand.is !== 'authorised' || life === undefined)
    return { error: 'access_denied', error_description: textOf('psu-refused') };
  const exchange: Exchange = { scope, life, authorisationId };
  const grantId = await inExchange(exchange, () => {
    const grant = new provider.Grant({ accountId: stand.psuId, clientId });
    // however often a browser comes back with it, what was authorised is granted once
    grant.jti = digestOf('Grant', `${id} ${stand.psuId}`);
    grant.addResourceScope(XS2A, writeScope(scope));
    return grant.save();
  });
  return { login: { accountId: stand.psuId, remember: false }, consent: { grantId } };
}
