import { hkdfSync } from 'node:crypto';
import { type AuthorizationServer, createPreStep, judgeRedirectUri } from '@openxs2a/authorization-server';
import { createOAuthProblemPage, type OAuthPagesOptions } from '@openxs2a/authorization-server/pages';
import type { PspRole } from '@openxs2a/certificates';
import type { BankState } from '@openxs2a/edge/state';
import type { TppDirectory } from '@openxs2a/gateway';
import type { OAuth, OAuthClients, OAuthOptions, ScopeService } from '@openxs2a/oauth';
import { isOfOAuth } from '@openxs2a/oauth/paths';
import { countOAuth, type Metrics } from '@openxs2a/operations';
import type { BankProfile } from '@openxs2a/profile';
import type { FetchApp, Log } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';
import type { Config } from '../config.ts';

/** Where OAuth is to be found. */
export interface OAuthPlace {
  /** Of the pages: the issuer. */
  readonly pagesUrl: string;
  /** Of the interface, as TPPs reach it. */
  readonly xs2aUrl: string;
}

/**
 * Where the interface is, for the metadata of OAuth; undefined without OAuth. In one process it is `own`, if that is known before
 * it listens. Throws BankError where it is not, or is no origin.
 */
export function findXs2aUrl(
  { xs2aUrl }: Pick<Config, 'xs2aUrl'>,
  { sca }: BankProfile,
  own?: Pick<Config, 'host' | 'port'>,
): string | undefined {
  if (sca.oauth === 'off') return undefined;
  if (xs2aUrl === undefined && own !== undefined && own.port !== 0) return `https://${own.host}:${own.port}`;
  if (xs2aUrl === undefined)
    throw refuse('XS2A_URL is missing: PROFILE has OAuth (/sca/oauth), and TPPs have to be told where tokens are');
  if (URL.parse(xs2aUrl)?.origin !== xs2aUrl)
    throw refuse('XS2A_URL is not an origin, such as https://xs2a.bank.example');
  return xs2aUrl;
}

const refuse = (problem: string) => new BankError('ERR_BANK_OAUTH', `${problem}.`);

export interface OAuthSetting {
  readonly place: OAuthPlace;
  readonly state: BankState;
  readonly profile: BankProfile;
  readonly authorizationServer: Pick<AuthorizationServer, 'oauthResources'>;
  readonly directory: Pick<TppDirectory, 'find'>;
  /** Who calls on the listener with mutual TLS. */
  readonly identify: OAuthOptions['identify'];
  readonly logger: Log;
  readonly metrics: Pick<Metrics, 'oauthRefusal'>;
}

export interface BankOAuth extends Pick<OAuth, 'machines' | 'purge'> {
  /** Where TPPs read how to get a token. */
  readonly metadataUrl: string;
  /** For the pages. */
  readonly pages: OAuthPagesOptions;
}

/** OAuth over what the bank lets be authorised; undefined where its profile has none. */
export async function openOAuth(setting: OAuthSetting): Promise<BankOAuth | undefined> {
  const { place, state, profile, authorizationServer, directory, identify, logger, metrics } = setting;
  const { oauth, oauthPreStep, redirectMinutes: minutes } = profile.sca;
  if (oauth === 'off') return undefined;
  // a bank without OAuth does not load what others need for it
  const { createOAuth, metadataUrl } = await import('@openxs2a/oauth');
  const { pagesUrl, xs2aUrl } = place;
  const preStep = oauthPreStep ? createPreStep({ ...state, key: state.scaKey, pagesUrl, minutes }) : undefined;
  const { people, machines, purge } = await createOAuth({
    ...state,
    issuer: pagesUrl,
    xs2aUrl,
    key: new Uint8Array(hkdfSync('sha256', state.scaKey, new Uint8Array(), 'oauth', 32)),
    profile: oauth,
    resources: authorizationServer.oauthResources,
    clients: createClients(directory),
    preStep,
    identify,
    isRedirectUriOf: (redirectUri, domains) => judgeRedirectUri(redirectUri, domains).accepted,
    renderProblem: createOAuthProblemPage(profile.name),
    logger,
    onRefusal: ({ error, reason }) => metrics.oauthRefusal(error, reason),
  });
  const nameOf = async (clientId: string) => (await directory.find(clientId))?.legalName;
  return { machines, purge, metadataUrl: metadataUrl({ issuer: pagesUrl }), pages: { people, preStep, nameOf } };
}

/** What clients of OAuth call, beside all else on the listener with mutual TLS. */
export function beside(
  fetch: FetchApp,
  oauth: Pick<BankOAuth, 'machines'> | undefined,
  metrics: Pick<Metrics, 'request'>,
): FetchApp {
  if (oauth === undefined) return fetch;
  const machines = countOAuth(metrics, oauth.machines);
  return (request, env) => (isOfOAuth(request) ? machines : fetch)(request, env);
}

const ROLES: Readonly<Record<ScopeService, PspRole>> = {
  AIS: 'PSP_AI',
  PIS: 'PSP_PI',
  PIIS: 'PSP_IC',
  'Cancel-PIS': 'PSP_PI',
};

/** TPPs, as their certificates say and the bank has decided. */
function createClients({ find }: OAuthSetting['directory']): OAuthClients {
  return {
    async find(clientId) {
      const tpp = await find(clientId);
      if (tpp === undefined) return undefined;
      return {
        legalName: tpp.legalName ?? clientId,
        isBlocked: tpp.status === 'blocked',
        mayHave: (service) => tpp.roles.includes(ROLES[service]),
      };
    },
  };
}
