import type { Provider } from 'oidc-provider';
import { type NodeExchange, type NodeRequest, toNodeExchange } from './bridge.ts';

export interface Forwarded {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly url: string;
  readonly cookie?: string | undefined;
  /** Of a client's attempt to authenticate by it; there is no way to, and the provider says so. */
  readonly authorization?: string | undefined;
  /** A form. */
  readonly body?: string;
}

/** What of the provider's answer goes on: what it says to scripts of other sites does not, since none of them may read it. */
const KEPT_HEADERS = ['content-type', 'location', 'www-authenticate'];

/** The provider's answer, which nobody stores. It learns of a request what is handed on here, and nothing else. */
export type Forward = (request: Forwarded) => Promise<Response>;

export function createForward(provider: Provider): Forward {
  const handle = provider.callback();
  return async (request) => {
    const { req, res, answer } = exchangeFor(provider, request);
    await handle(req, res);
    const { status, headers: all, body } = await answer;
    const headers = new Headers({ 'Cache-Control': 'no-store' });
    for (const [name, value] of all) if (KEPT_HEADERS.includes(name)) headers.set(name, value);
    for (const cookie of all.getSetCookie()) headers.append('Set-Cookie', cookie);
    return new Response(body, { status, headers });
  };
}

/** A request and an answer for those functions of the provider that read its cookies. */
export function exchangeFor(provider: Provider, request: Forwarded): NodeExchange {
  return toNodeExchange(describe(provider.issuer, request));
}

function describe(issuer: string, { method, url, cookie, authorization, body }: Forwarded): NodeRequest {
  const { host, protocol } = new URL(issuer);
  return {
    method,
    url,
    headers: {
      host,
      'x-forwarded-proto': protocol.slice(0, -1),
      // people are shown a page that is ours, so that what the provider would show is not asked for
      accept: method === 'GET' ? 'text/html' : 'application/json',
      ...(cookie === undefined ? {} : { cookie }),
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : formHeaders(body)),
    },
    ...(body === undefined ? {} : { body }),
  };
}

const formHeaders = (body: string) => ({
  'content-type': 'application/x-www-form-urlencoded',
  'content-length': String(Buffer.byteLength(body)),
});
