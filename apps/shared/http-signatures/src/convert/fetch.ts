import type { HttpMessage } from '../message.ts';

/**
 * A request of Fetch. It has joined headers that came twice, and its URL is normalised: where a server can give what it
 * received, take `fromIncomingRequest`. `body` are its bytes, so that reading them is left to the caller.
 */
export function fromRequest(request: Pick<Request, 'method' | 'url' | 'headers'>, body: Uint8Array): HttpMessage {
  return { ...toAddress(request), headers: [...request.headers], body };
}

/** A response of Fetch, with the request that it answers. */
export function fromResponse(
  response: Pick<Response, 'status' | 'headers'>,
  body: Uint8Array,
  request: Pick<Request, 'method' | 'url'>,
): HttpMessage {
  return { ...toAddress(request), headers: [...response.headers], body, status: response.status };
}

function toAddress({ method, url }: Pick<Request, 'method' | 'url'>): Pick<HttpMessage, 'method' | 'target' | 'url'> {
  const { origin, pathname, search } = new URL(url);
  const target = `${pathname}${search}`;
  return { method: method.toUpperCase(), target, url: `${origin}${target}` };
}
