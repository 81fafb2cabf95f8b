import type { Context } from 'hono';
import { errors, type Provider } from 'oidc-provider';
import { INTERACTION_PATH } from '../domain/paths.ts';
import { readRequestedScope } from '../domain/requested-scope.ts';
import type { OAuthSetting } from '../oauth.ts';
import { exchangeFor } from '../provider/create-forward.ts';
import type { Stand, WayBack } from '../resources.ts';
import type { Scope } from '../scope.ts';

/** An authorisation request that waits for the PSU, in the browser that began it. */
export interface Waiting {
  readonly id: string;
  readonly scope: Scope;
  readonly clientId: string;
  /** Undefined in the pre-step. */
  readonly authorisationId: string | undefined;
  /** The page on which the PSU authorises, or logs in. */
  findPage(): Promise<string>;
  findStand(proof: string): Promise<Stand>;
  /** Has the provider go on with what came of it, at the address that is returned; undefined where it is over meanwhile. */
  finish(result: InteractionResult): Promise<string | undefined>;
}

export type InteractionResult = Parameters<Provider['interactionResult']>[2];

/** Undefined for a browser that has not begun it, and once it is over. */
export async function findWaiting(setting: OAuthSetting, provider: Provider, c: Context): Promise<Waiting | undefined> {
  const { req, res } = exchangeFor(provider, { method: 'GET', url: c.req.path, cookie: c.req.header('cookie') });
  const interaction = await unlessOver(() => provider.interactionDetails(req, res));
  if (interaction === undefined || interaction.uid !== c.req.param('uid')) return undefined;
  const { uid, params, prompt } = interaction;
  const scope = readRequestedScope(String(params['scope']));
  const clientId = String(params['client_id']);
  const { authorisationId: named } = prompt.details;
  const authorisationId = typeof named === 'string' ? named : undefined;
  const question = findQuestion(setting, uid, clientId, authorisationId);
  if (scope === undefined || question === undefined) return undefined;
  const clientOrigin = new URL(String(params['redirect_uri'])).origin;
  const returnTo = `${setting.issuer}${INTERACTION_PATH}/${uid}/return`;
  return {
    id: uid,
    scope,
    clientId,
    authorisationId,
    findPage: () => question.sendToPage({ returnTo, clientOrigin }),
    findStand: (proof) => question.standOf(proof),
    finish: (result) =>
      unlessOver(() => provider.interactionResult(req, res, result, { mergeWithLastSubmission: false })),
  };
}

async function unlessOver<Found>(ask: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

interface Question {
  sendToPage(way: WayBack): Promise<string>;
  standOf(proof: string): Promise<Stand>;
}

/** What the PSU is asked: to authorise, or in the pre-step to log in; undefined where there is no pre-step any more. */
function findQuestion(
  { preStep, resources }: OAuthSetting,
  loginId: string,
  clientId: string,
  authorisationId: string | undefined,
): Question | undefined {
  if (authorisationId !== undefined)
    return {
      sendToPage: (way) => resources.sendToPage(authorisationId, way),
      standOf: (proof) => resources.standOf(authorisationId, proof),
    };
  return (
    preStep && {
      sendToPage: (way) => preStep.sendToPage({ loginId, clientId }, way),
      standOf: (proof) => preStep.standOf(loginId, proof),
    }
  );
}
