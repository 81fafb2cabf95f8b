import type { Context as HonoContext } from 'hono';
import type { Values } from './values.ts';

/** A request as it came, for guards, for the context and for handlers that need more than what is declared. */
export interface IncomingRequest {
  readonly raw: Request;
  /** What the host gives along: with `@hono/node-server` `incoming` and `outgoing`, so the TLS socket. */
  readonly env: unknown;
  readonly method: string;
  /** Path and query as they stood in the request line. */
  readonly target: string;
  readonly headers: Headers;
  /** The body's bytes, whole; empty where there is none. */
  readonly bytes: Uint8Array;
  /** Declared parameters, coerced; validated only once `validate` has run. */
  readonly parameters: {
    readonly path: Values;
    readonly query: Values;
    readonly headers: Values;
    readonly cookies: Values;
  };
  /** Only once `validate` has run. */
  readonly body?: { readonly type: string; readonly value: unknown };
}

/** What is known of every request, also of one that found no operation or could not be read. */
export type RefusedRequest = Pick<IncomingRequest, 'raw' | 'env' | 'method' | 'target' | 'headers'>;

/** The part of node's IncomingMessage that is read without going through `Request`: it is many times faster. */
export interface NodeRequest {
  readonly url?: string;
  readonly rawHeaders: readonly string[];
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly readableDidRead: boolean;
  readonly destroyed?: boolean;
  on(event: string, listener: (value: never) => void): unknown;
  off(event: string, listener: (value: never) => void): unknown;
}

/** Node's own request, where the host is `@hono/node-server`. */
export function findNodeRequest(c: HonoContext): NodeRequest | undefined {
  const incoming = (c.env as { incoming?: NodeRequest } | undefined)?.incoming;
  return incoming !== undefined && Array.isArray(incoming.rawHeaders) && typeof incoming.on === 'function'
    ? incoming
    : undefined;
}

/** The request as the host gave it, before anything of it is read. */
export function receiveHead(c: HonoContext): RefusedRequest {
  const { raw } = c.req;
  return { raw, env: c.env, method: raw.method, target: readTarget(raw, findNodeRequest(c)), headers: raw.headers };
}

function readTarget(raw: Request, node: NodeRequest | undefined): string {
  if (node?.url?.startsWith('/')) return node.url;
  const { path, search } = splitUrl(raw.url);
  return path + search;
}

/** Names are asked for in lower case. Most declared headers are not there, and node's own record tells at once. */
export function createHeaderSource(headers: Headers, node: NodeRequest | undefined): Pick<Headers, 'get'> {
  const present = node?.headers;
  if (present === undefined) return headers;
  return { get: (name) => (Object.hasOwn(present, name) ? headers.get(name) : null) };
}

/** Path (still percent-encoded) and query of an absolute URL. */
export function splitUrl(url: string): { readonly path: string; readonly search: string } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const fragment = url.indexOf('#', start);
  const end = fragment < 0 ? url.length : fragment;
  const query = url.indexOf('?', start);
  if (query < 0 || query > end) return { path: url.slice(start, end), search: '' };
  return { path: url.slice(start, query), search: url.slice(query, end) };
}

/** Whether a header came on more than one line. Only node tells; elsewhere lines are joined before anyone sees them. */
export function isRepeated(node: NodeRequest, name: string): boolean {
  const lower = name.toLowerCase();
  return node.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === lower).length > 1;
}
