import type { OperationDescriptor } from '../descriptor.ts';
import type { RequestValidator, ResponseValidator } from '../validation/interfaces.ts';
import type { HandlerRequest } from './exchange.ts';
import type { Guard } from './guard.ts';
import type { IncomingRequest, RefusedRequest } from './incoming.ts';
import type { Refusal, Reply } from './reply.ts';

/** What whoever runs the server decides: everything that the specification does not. */
export interface ServerOptions<Context, GuardName extends string = string> {
  /** Made for each request that has found its operation, before the first guard; handed to guards and handlers. */
  readonly context: (request: IncomingRequest, operation: OperationDescriptor) => Context | Promise<Context>;
  /** Each guard and `validate`, each once. Default: the guards in the specification's order, then `validate`. */
  readonly order?: readonly (GuardName | 'validate')[];
  /** `body`: bytes that are read at most. Default: 1 MiB. */
  readonly limits?: { readonly body?: number };
  /** What requests are checked with; `false` hands them to the handlers as they come, decoded but unchecked. */
  readonly validators: (RequestValidator & ResponseValidator) | false;
  /** Whether our own answers are checked, too; one that does not fit becomes a 500. Default: false. */
  readonly validateResponses?: boolean;
  /** Words the refusals of the server itself. Default: `application/problem+json` with the problems. */
  readonly refuse?: (refusal: Refusal, request: RefusedRequest, context: Context | undefined) => Reply | Promise<Reply>;
  /** Hears of everything that became a 500. */
  readonly onError?: (error: unknown, operation: OperationDescriptor | undefined) => void;
}

/** A handler as the server calls it; the emitted interfaces know the request and the result. */
export type Handler<Context> = (request: never, context: Context) => unknown;

export interface ServerConfig<Context, Id extends string = string, GuardName extends string = string>
  extends ServerOptions<Context, GuardName> {
  readonly descriptors: Readonly<Record<string, OperationDescriptor>>;
  /** Those of the descriptors that are served. Default: all. */
  readonly operations?: readonly Id[];
  readonly handlers: { readonly [Key in Id]: Handler<Context> };
  readonly guards?: { readonly [Key in GuardName]: Guard<never, Context> };
}

export type AnyHandler<Context> = (request: HandlerRequest, context: Context) => unknown;
