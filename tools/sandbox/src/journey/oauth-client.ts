import * as oauth from 'openid-client';
import type { Connection } from '../certificates/connect.ts';
import type { Recorder } from './recorder.ts';

/** What a token endpoint gives. */
export interface Tokens {
  readonly accessToken: string;
  /** Where the consent may be used again and again. */
  readonly refreshToken: string | undefined;
}

/** A TPP as a client of OAuth, by a library that knows nothing of this bank. All that it sends is among the steps. */
export interface OAuthClient {
  /** What the PSU's browser is sent to: the request is pushed first (RFC 9126). */
  begin(request: OAuthRequest): Promise<OAuthFlow>;
  refresh(refreshToken: string): Promise<Tokens>;
}

export interface OAuthRequest {
  readonly consentId: string;
  /** Character by character the one of the consent. */
  readonly redirectUri: string;
}

export interface OAuthFlow {
  readonly address: URL;
  /** Tokens for what the browser has brought back. */
  finish(back: URL): Promise<Tokens>;
}

export interface OAuthClientOptions {
  /** What `scaOAuth` leads to. */
  readonly metadataUrl: string;
  readonly tppId: string;
  /** Over the TPP's own mutual TLS. */
  readonly fetch: Connection['fetch'];
  readonly recorder: Recorder;
}

export async function openOAuthClient(options: OAuthClientOptions): Promise<OAuthClient> {
  const { metadataUrl, tppId, fetch, recorder } = options;
  const { customFetch, lastAnswer } = capture(recorder.watch(fetch));
  const call = async <Result>(name: string, work: () => Promise<Result>, note: (result: Result) => string) => {
    const { result } = await recorder.call(
      name,
      async () => ({ result: await work(), ...lastAnswer() }),
      (answer) => note(answer.result),
    );
    return result;
  };
  const toTokens = ({ access_token, refresh_token }: oauth.TokenEndpointResponse): Tokens => ({
    accessToken: access_token,
    refreshToken: refresh_token,
  });
  const configuration = await call(
    'OAuth metadata',
    () =>
      oauth.discovery(new URL(metadataUrl), tppId, { use_mtls_endpoint_aliases: true }, oauth.TlsClientAuth(), {
        algorithm: 'oauth2',
        // the pages of the sandbox are plain http on this machine
        execute: [oauth.allowInsecureRequests],
        [oauth.customFetch]: customFetch,
      }),
    () => 'where to ask, and how',
  );
  return {
    async begin({ consentId, redirectUri }) {
      const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
      const expectedState = oauth.randomState();
      const scope = `AIS:${consentId}`;
      const code_challenge = await oauth.calculatePKCECodeChallenge(pkceCodeVerifier);
      const parameters = { scope, redirect_uri: redirectUri, state: expectedState, code_challenge };
      const address = await call(
        'OAuth pushed request',
        () => oauth.buildAuthorizationUrlWithPAR(configuration, { ...parameters, code_challenge_method: 'S256' }),
        () => 'scope AIS: and the id of the consent',
      );
      const finish = (back: URL) =>
        call(
          'OAuth token',
          () => oauth.authorizationCodeGrant(configuration, back, { pkceCodeVerifier, expectedState }),
          ({ expires_in }) => `for the code, ${expires_in} s`,
        );
      return { address, finish: async (back) => toTokens(await finish(back)) };
    },
    async refresh(refreshToken) {
      const renew = () => oauth.refreshTokenGrant(configuration, refreshToken);
      return toTokens(await call('OAuth token', renew, ({ expires_in }) => `renewed, ${expires_in} s`));
    },
  };
}

/** The library gives what it has read; a step has the bytes that came. */
function capture(fetch: Connection['fetch']) {
  let last = { status: 0, url: '', bytes: new Uint8Array() };
  const customFetch: oauth.CustomFetch = async (url, { method, headers, body, signal }) => {
    const answer = await fetch(
      { url },
      {
        method,
        headers: Object.entries(headers),
        body: body === null || body === undefined ? null : new TextEncoder().encode(String(body)),
        redirect: 'manual',
        signal: signal ?? AbortSignal.timeout(PATIENCE),
      },
    );
    const bytes = new Uint8Array(await answer.arrayBuffer());
    last = { status: answer.status, url, bytes };
    return new Response(bytes, { status: answer.status, headers: [...answer.headers] });
  };
  return { customFetch, lastAnswer: () => last };
}

const PATIENCE = 60_000;
