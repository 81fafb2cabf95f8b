import { createOAuthClient, type OAuthFetch, type OAuthTokens } from '@openxs2a/bank/testing';
import type { Connection } from '../certificates/connect.ts';
import type { Recorder } from './recorder.ts';

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

export interface Tokens {
  readonly accessToken: string;
  /** Where the consent may be used again and again. */
  readonly refreshToken: string | undefined;
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
  const { metadataUrl, tppId, recorder } = options;
  const { fetch, lastAnswer } = capture(recorder.watch(options.fetch));
  const call = async <Result>(name: string, work: () => Promise<Result>, note: (result: Result) => string) => {
    const { result } = await recorder.call(
      name,
      async () => ({ result: await work(), ...lastAnswer() }),
      (answer) => note(answer.result),
    );
    return result;
  };
  const open = () => createOAuthClient({ metadataUrl, tppId, fetch });
  const client = await call('OAuth metadata', open, () => 'where to ask, and how');
  return {
    async begin({ consentId, redirectUri }) {
      const push = () => client.begin({ scope: `AIS:${consentId}`, redirectUri });
      const { address, finish } = await call(
        'OAuth pushed request',
        push,
        () => 'scope AIS: and the id of the consent',
      );
      return {
        address,
        finish: async (back) => {
          const fetchTokens = () => finish(back);
          return toTokens(await call('OAuth token', fetchTokens, ({ expires_in }) => `for the code, ${expires_in} s`));
        },
      };
    },
    async refresh(refreshToken) {
      const renew = () => client.refresh(refreshToken);
      return toTokens(await call('OAuth token', renew, ({ expires_in }) => `renewed, ${expires_in} s`));
    },
  };
}

const toTokens = ({ access_token, refresh_token }: OAuthTokens): Tokens => ({
  accessToken: access_token,
  refreshToken: refresh_token,
});

/** The library gives what it has read; a step has the bytes that came. */
function capture(send: Connection['fetch']) {
  let last = { status: 0, url: '', bytes: new Uint8Array() };
  const fetch: OAuthFetch = async (url, { method, headers, body, signal }) => {
    const answer = await send(
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
  return { fetch, lastAnswer: () => last };
}

const PATIENCE = 60_000;
