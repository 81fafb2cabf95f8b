import { createMutualTlsFetch } from '@openxs2a/service';
import * as oauth from 'openid-client';
import type { TestTpp } from './test-tpp.ts';
import type { TestIdentity, TestTrust } from './test-trust.ts';

/** What the token endpoint says. */
export type OAuthTokens = Awaited<ReturnType<typeof oauth.authorizationCodeGrant>>;
/** `fetch` of a TPP, over its mutual TLS. */
export type OAuthFetch = oauth.CustomFetch;

/** A TPP as a client of OAuth, by a library that knows nothing of this bank. */
export interface OAuthClient {
  /** What to send a browser to, to be authorised for a scope: pushed first (RFC 9126), or not. */
  begin(request: OAuthRequest): Promise<OAuthFlow>;
  refresh(refreshToken: string): Promise<OAuthTokens>;
  revoke(token: string): Promise<void>;
}

export interface OAuthRequest {
  /** `AIS:` and the id of the consent. */
  readonly scope: string;
  /** Character by character the one of the consent. */
  readonly redirectUri: string;
  /** Default: true. */
  readonly isPushed?: boolean;
}

export interface OAuthFlow {
  readonly address: URL;
  /** Tokens for what the browser came back with. */
  finish(back: URL): Promise<OAuthTokens>;
}

export interface OAuthClientOptions {
  /** What `scaOAuth` leads to. */
  readonly metadataUrl: string;
  readonly tppId: string;
  readonly fetch: OAuthFetch;
}

/** Reads the metadata first. */
export async function createOAuthClient({ metadataUrl, tppId, fetch }: OAuthClientOptions): Promise<OAuthClient> {
  const configuration = await oauth.discovery(
    new URL(metadataUrl),
    tppId,
    { use_mtls_endpoint_aliases: true },
    oauth.TlsClientAuth(),
    // pages of tests and of the sandbox are plain http on this machine
    { algorithm: 'oauth2', execute: [oauth.allowInsecureRequests], [oauth.customFetch]: fetch },
  );
  return {
    async begin({ scope, redirectUri, isPushed = true }) {
      const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
      const expectedState = oauth.randomState();
      const parameters = {
        scope,
        redirect_uri: redirectUri,
        state: expectedState,
        code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      };
      const address = isPushed
        ? await oauth.buildAuthorizationUrlWithPAR(configuration, parameters)
        : oauth.buildAuthorizationUrl(configuration, parameters);
      return {
        address,
        finish: (back) => oauth.authorizationCodeGrant(configuration, back, { pkceCodeVerifier, expectedState }),
      };
    },
    refresh: (refreshToken) => oauth.refreshTokenGrant(configuration, refreshToken),
    revoke: (token) => oauth.tokenRevocation(configuration, token),
  };
}

export interface OAuthTestClientOptions extends Pick<OAuthClientOptions, 'metadataUrl'> {
  readonly trust: TestTrust;
  readonly tpp: TestTpp;
  /** Another certificate than that of the TPP. */
  readonly identity?: TestIdentity;
  /** Where a call goes that is for this address: one of several nodes. Default: there. */
  readonly route?: (url: string) => string;
}

/** The same for a TPP of a test, on connections of its own. */
export async function openOAuthClient(
  options: OAuthTestClientOptions,
): Promise<OAuthClient & { close(): Promise<void> }> {
  const { trust, tpp, metadataUrl, identity = tpp.qwac, route = (url) => url } = options;
  const tls = createMutualTlsFetch({ ca: trust.serverAnchors, ...(identity === undefined ? {} : { identity }) });
  // undici's fetch is the platform's; only the names of the types differ
  const fetch: OAuthFetch = (url, init) => tls.fetch(route(url), init as object) as never;
  const client = await createOAuthClient({ metadataUrl, tppId: tpp.tppId, fetch });
  return { ...client, close: () => tls.close() };
}
