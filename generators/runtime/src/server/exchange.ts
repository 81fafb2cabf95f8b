import type { DecodedParameters } from '../codec/decoded.ts';
import type { OperationDescriptor } from '../descriptor.ts';
import type { IncomingRequest } from './incoming.ts';
import type { Refusal, Reply } from './reply.ts';
import type { Values } from './values.ts';

/** What a handler gets. */
export interface HandlerRequest {
  readonly path: Values;
  readonly query: Values;
  readonly headers: Values;
  readonly cookies: Values;
  readonly body?: { readonly type: string; readonly value: unknown };
  /** Declared media types of the answer that the client takes, best first. */
  readonly accepts: readonly string[];
  readonly incoming: IncomingRequest;
}

/** A request whose parameters are read; what was wrong with them is kept for `validate`. */
export type DecodedIncoming = IncomingRequest & { readonly parameters: DecodedParameters };

/** One request on its way through the steps of its operation. */
export interface Exchange<Context> {
  readonly operation: OperationDescriptor;
  readonly incoming: DecodedIncoming & { body?: NonNullable<IncomingRequest['body']> };
  readonly context: Context;
  accepts: readonly string[];
  /** Security schemes that were asked: whether they hold, or the refusal. Absent until the first is asked. */
  verdicts?: Map<string, 'holds' | Reply>;
}

/** What ends an exchange before the handler. */
export type Stop =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/** A step lets pass by returning nothing. */
export type Step<Context> = (exchange: Exchange<Context>) => Stop | undefined | Promise<Stop | undefined>;
