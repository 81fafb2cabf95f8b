import type { HttpStatus } from '../types.ts';
import type { IncomingRequest } from './incoming.ts';
import type { Values } from './values.ts';

/** What a handler gets: the request as the operation declares it, and how to answer. */
export type HandlerInput<Request> = Request & {
  /** Declared media types of the answer that the client takes, best first; for a client that says nothing, all. */
  readonly accepts: readonly string[];
  /** The request as it came. */
  readonly incoming: IncomingRequest;
};

/** What a handler returns: a declared result, and headers that the specification does not declare. */
export type HandlerAnswer<Result extends { readonly status: HttpStatus }> =
  | (Result & { readonly extraHeaders?: Values })
  | Promise<Result & { readonly extraHeaders?: Values }>;
