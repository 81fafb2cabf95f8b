import { type Home, IDENTITY_HEADER, type Identity, RefusedError, type TokenRequest } from '@openxs2a/edge';
import type { MutualTlsFetch } from '@openxs2a/service';
import { toForwardedAnswer, toForwardedRequest } from './headers.ts';

export interface HandOnOptions {
  /** Origins of the apps: `https://10.0.0.5:8444`. */
  readonly homes: { readonly authorizationServer: string; readonly resourceServer: string };
  /** Over mutual TLS: the apps let in nobody but the gateway. */
  readonly fetch: MutualTlsFetch['fetch'];
  /** `createIdentityTokens` of @openxs2a/edge. */
  readonly signToken: (identity: Identity, request: TokenRequest) => Promise<string>;
  /** Milliseconds until an app whose answer has not begun counts as away. */
  readonly timeout: number;
}

export interface HandOnCall {
  readonly home: Home;
  readonly request: TokenRequest;
  /** Undefined for what everybody may read: then there is no word of ours. */
  readonly identity: Identity | undefined;
}

/** Seconds. */
const RETRY_AFTER = 5;

/**
 * Gives a request to the app at home, as it came, and resolves with the answer as it is. What the next connection has otherwise, a
 * path without dots or a header less, is what our word is for: it counts for what arrives.
 */
export function createHandOn(options: HandOnOptions): (call: HandOnCall) => Promise<Response> {
  const { fetch, signToken, timeout } = options;
  const origins: Readonly<Record<Home, string>> = {
    'authorization-server': toOrigin(options.homes.authorizationServer),
    'resource-server': toOrigin(options.homes.resourceServer),
  };
  return async ({ home, request, identity }) => {
    const { method, bytes } = request;
    const url = new URL(`${origins[home]}${request.target}`);
    const headers = toForwardedRequest(request.headers);
    if (identity !== undefined) {
      const sent = { method, target: url.pathname + url.search, headers: new Headers(headers), bytes };
      headers.push([IDENTITY_HEADER, await signToken(identity, sent)]);
    }
    const away = new AbortController();
    const timer = setTimeout(() => away.abort(), timeout);
    const init = { method, headers, redirect: 'manual', signal: away.signal } as const;
    try {
      const answer = await fetch(url.href, bytes.byteLength === 0 ? init : { ...init, body: bytes });
      return toAnswer(answer);
    } catch (cause) {
      // `fetch` rejects only where there is no answer; whether the app has had the request, nobody knows.
      throw new RefusedError({ reason: 'unavailable', retryAfter: RETRY_AFTER, evidence: { home, why: whyOf(cause) } });
    } finally {
      clearTimeout(timer);
    }
  };
}

/** A path of its own would make another target than the one that the token is for. */
function toOrigin(url: string): string {
  const { origin, pathname, search, hash } = new URL(url);
  if (origin === 'null' || pathname !== '/' || search !== '' || hash !== '')
    throw new TypeError(`"${url}" is no origin`);
  return origin;
}

function toAnswer({ status, headers, body }: Awaited<ReturnType<MutualTlsFetch['fetch']>>): Response {
  // undici's stream is the platform's; only the names of the types differ
  const stream = body as ReadableStream<Uint8Array> | null;
  return new Response(stream, { status, headers: toForwardedAnswer(headers) });
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
