import { IDENTITY_HEADER } from '@openxs2a/edge';

/** Of one connection, and not of the message (RFC 9110, 7.6.1); and what the next connection says for itself. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
  'expect',
  'accept-encoding',
]);

/** What only we may say, so that nobody outside can say it for us. */
const OURS = new Set([IDENTITY_HEADER, 'client-cert', 'client-cert-chain', 'x-forwarded-client-cert']);

/** Those of Node and of undici alike. */
export type MessageHeaders = Pick<Headers, 'get'> & Iterable<[string, string]>;

/** Headers of a request for the next connection. */
export function toForwardedRequest(headers: MessageHeaders): [string, string][] {
  const named = namedByConnection(headers);
  const kept = [...headers].filter(([name]) => !HOP_BY_HOP.has(name) && !OURS.has(name) && !named.has(name));
  // what comes back is passed on byte for byte
  return [...kept, ['accept-encoding', 'identity']];
}

/** Headers of an answer that came from the next connection. Its length still holds. */
export function toForwardedAnswer(headers: MessageHeaders): [string, string][] {
  const named = namedByConnection(headers);
  return [...headers].filter(([name]) => name === 'content-length' || !(HOP_BY_HOP.has(name) || named.has(name)));
}

function namedByConnection(headers: MessageHeaders): ReadonlySet<string> {
  const names = headers.get('connection')?.split(',') ?? [];
  return new Set(names.map((name) => name.trim().toLowerCase()));
}
