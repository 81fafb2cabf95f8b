import type { HttpMessage } from '../message.ts';

/** As much of node's `IncomingMessage` as is read. */
export interface IncomingRequest {
  readonly method?: string | undefined;
  /** What stands in the request line. */
  readonly url?: string | undefined;
  /** Names and values in turn. `headers` will not do: it drops what comes twice. */
  readonly rawHeaders: readonly string[];
}

/**
 * A request as node received it, byte for byte. `body` are the bytes before anything decoded them. `origin`, such as
 * `https://bank.example`, is only for profiles that sign the whole URL.
 */
export function fromIncomingRequest(request: IncomingRequest, body: Uint8Array, origin?: string): HttpMessage {
  const target = request.url ?? '/';
  return {
    method: request.method ?? 'GET',
    target,
    ...(origin === undefined ? {} : { url: `${origin}${target}` }),
    headers: toPairs(request.rawHeaders),
    body,
  };
}

function toPairs(rawHeaders: readonly string[]): HttpMessage['headers'] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  return pairs;
}
