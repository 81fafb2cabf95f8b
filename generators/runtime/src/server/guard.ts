import type { OperationDescriptor } from '../descriptor.ts';
import type { IncomingRequest } from './incoming.ts';
import type { Reply } from './reply.ts';

export interface GuardCall<Options, Context> {
  readonly operation: OperationDescriptor;
  readonly request: IncomingRequest;
  /** What the specification says of this guard at this operation. */
  readonly options: Options;
  readonly context: Context;
}

/** Nothing lets the request pass; a reply refuses it. */
// biome-ignore lint/suspicious/noConfusingVoidType: a guard that returns nothing lets pass
export type Verdict = Reply | undefined | void;

/** Checks a request before its handler runs. What it finds out it leaves in the context. */
export type Guard<Options, Context> = (call: GuardCall<Options, Context>) => Verdict | Promise<Verdict>;

/** What the guard of a security scheme is told. */
export interface SchemeOptions {
  readonly scopes: readonly string[];
  /**
   * The operation can be called without credentials, too: the guard lets pass a request that has none, and its
   * refusal of one that has bad ones stands.
   */
  readonly optional: boolean;
}
