import { createMutualTlsFetch } from '@openxs2a/service';
import * as oauth from 'openid-client';
import type { TestTpp } from './test-tpp.ts';
import type { TestIdentity, TestTrust } from './test-trust.ts';

/** A TPP as a client of OAuth, by a library that knows nothing of this bank. */
export interface OAuthTestClient {
  /** What to send a browser to, to be authorised for a scope: pushed first, or not. */
  begin(request: OAuthRequest): Promise<OAuthFlow>;
  refresh(refreshToken: string): ReturnType<typeof oauth.refreshTokenGrant>;
  revoke(token: string): Promise<void>;
  close(): Promise<void>;
}

export interface OAuthRequest {
  readonly scope: string;
  readonly redirectUri: string;
  /** Default: true. */
  readonly isPushed?: boolean;
}

export interface OAuthFlow {
  readonly address: URL;
  /** A token for what the browser came back with. */
  finish(back: URL): ReturnType<typeof oauth.authorizationCodeGrant>;
}

export interface OAuthTestClientOptions {
  readonly trust: TestTrust;
  readonly tpp: TestTpp;
  /** What `scaOAuth` leads to. */
  readonly metadataUrl: string;
  /** Another certificate than that of the TPP. */
  readonly identity?: TestIdentity;
  /** Where a call goes that is for this address: one of several nodes. Default: there. */
  readonly route?: (url: string) => string;
}

export async function openOAuthClient(options: OAuthTestClientOptions): Promise<OAuthTestClient> {
  const { trust, tpp, metadataUrl, identity = tpp.qwac, route = (url) => url } = options;
  const tls = createMutualTlsFetch({ ca: trust.serverAnchors, ...(identity === undefined ? {} : { identity }) });
  // undici's fetch is the platform's; only the names of the types differ
  const customFetch: oauth.CustomFetch = (url, init) => tls.fetch(route(url), init as object) as never;
  const configuration = await oauth.discovery(
    new URL(metadataUrl),
    tpp.tppId,
    { use_mtls_endpoint_aliases: true },
    oauth.TlsClientAuth(),
    {
      algorithm: 'oauth2',
      // the pages of a test are plain HTTP on this machine
      execute: [oauth.allowInsecureRequests],
      [oauth.customFetch]: customFetch,
    },
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
    close: () => tls.close(),
  };
}
