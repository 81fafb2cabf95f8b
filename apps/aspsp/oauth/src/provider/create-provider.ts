import { type Configuration, type errors, interactionPolicy, Provider } from 'oidc-provider';
import { INTERACTION_PATH, PROVIDER_PATHS } from '../domain/paths.ts';
import { toThumbprint } from '../domain/thumbprint.ts';
import type { OAuthSetting } from '../oauth.ts';
import { isAlive, secondsLeft } from './alive.ts';
import { createAdapters } from './create-adapters.ts';
import { currentExchange } from './exchange.ts';
import { featuresOf } from './features-of.ts';
import { findClient } from './find-client.ts';

/** How long an access token lives that can be renewed; one that cannot lives as long as what it opens. */
const RENEWABLE_SECONDS = 3_600;
/** FAPI 2.0 Security Profile, 5.3.2.1: at most 60. */
const CODE_SECONDS = 60;
const INTERACTION_SECONDS = 3_600;

/** The provider of authorization codes and tokens, told what a bank is about. What it asks back, see `Exchange`. */
export function createProvider(setting: OAuthSetting): Provider {
  const provider = new Provider(setting.issuer, configure(setting));
  // Whether a request came by https is said by a header that `forward` sets, and nobody else.
  provider.proxy = true;
  endSessions(provider);
  provider.Client.prototype.redirectUriAllowed = (uri) => uri === currentExchange().redirectUri;
  provider.AccessToken.prototype.setThumbprint = function setThumbprint() {
    this['x5t#S256'] = toThumbprint(currentExchange().caller?.qwac.fingerprint ?? '');
  };
  noteProblems(provider);
  provider.on('server_error', (_ctx, error) => setting.logger.error('oauth failed', error));
  // what is thrown where the provider looks for no error would go to the console
  provider.onerror = (error) => setting.logger.error('oauth failed', error);
  return provider;
}

/** Why a client was refused is for the log; it is told less. */
function noteProblems(provider: Provider): void {
  const note = (_ctx: unknown, { error, error_detail: detail, error_description: text }: errors.OIDCProviderError) => {
    currentExchange().problem = { error, reason: detail ?? text ?? error };
  };
  provider.on('grant.error', note);
  provider.on('pushed_authorization_request.error', note);
  provider.on('revocation.error', note);
  provider.on('introspection.error', note);
}

/**
 * Every authorisation request is one of its own: no session is found, kept or left in the browser, so that nobody is asked
 * less because somebody was asked before, and flows side by side know nothing of each other.
 */
function endSessions({ Session }: Provider): void {
  Session.get = async (ctx) => {
    const session = new Session();
    Object.assign(session, { destroyed: true });
    if ('oidc' in ctx) ctx.oidc.entity('Session', session);
    return session;
  };
}

function configure(setting: OAuthSetting): Configuration {
  const { clients, keys, profile } = setting;
  return {
    adapter: createAdapters(setting, (clientId) => findClient(clients, clientId)),
    jwks: { keys: [keys.unused] },
    clientDefaults: { id_token_signed_response_alg: 'Ed25519' },
    cookies: {
      keys: [keys.cookies],
      names: { interaction: 'xs2a-oauth', resume: 'xs2a-oauth-resume', session: 'xs2a-oauth-session' },
    },
    routes: PROVIDER_PATHS,
    responseTypes: ['code'],
    extraParams: ['authorisationId'],
    clientAuthMethods: ['tls_client_auth'],
    clientBasedCORS: () => false,
    clockTolerance: 0,
    formats: { bitsOfOpaqueRandomness: 256 },
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: () => true },
    features: featuresOf(setting),
    findAccount: async (_ctx, accountId, token) => {
      // asked for the PSU of a code or a token, too: there is none where these open nothing any more
      if (token !== undefined && !(await isAlive(setting, token))) return undefined;
      return { accountId, claims: async () => ({ sub: accountId }) };
    },
    loadExistingGrant: async (ctx) => {
      const grantId = ctx.oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : ctx.oidc.provider.Grant.find(grantId);
    },
    expiresWithSession: async () => false,
    issueRefreshToken: async () => currentExchange().life?.isRecurring === true,
    // FAPI 2.0 Security Profile, 5.3.2.1: not rotated, since it opens nothing without the client's certificate
    rotateRefreshToken: profile === 'xs2a',
    // whatever of it is revoked or replayed ends the grant, and with it all the rest
    revokeGrantPolicy: () => true,
    interactions: {
      policy: [askPsu()],
      url: (_ctx, interaction) => `${INTERACTION_PATH}/${interaction.uid}`,
    },
    ttl: {
      AccessToken: () =>
        Math.min(secondsLeft(setting), currentExchange().life?.isRecurring ? RENEWABLE_SECONDS : Infinity),
      AuthorizationCode: CODE_SECONDS,
      Grant: () => secondsLeft(setting),
      RefreshToken: () => secondsLeft(setting),
      Interaction: INTERACTION_SECONDS,
      Session: 1,
    },
    renderError: (_ctx, { error, error_description: text }, { message }) => {
      currentExchange().problem = { error, reason: text ?? message };
    },
  };
}

/** One question to the PSU for each authorisation request, and another one for none. */
function askPsu(): interactionPolicy.Prompt {
  const { Check, Prompt } = interactionPolicy;
  return new Prompt(
    { name: 'consent', requestable: true },
    async () => ({ authorisationId: currentExchange().authorisationId }),
    new Check('psu_not_asked', 'the PSU has to authorise', 'interaction_required', (ctx) => !ctx.oidc.result?.login),
  );
}
