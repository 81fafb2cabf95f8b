import type { Problem } from '../codec/problem.ts';

/** Why a call has no result; stable, to switch on. */
export type ClientErrorCode =
  /** The exchange broke: no connection, TLS refused, connection cut. `cause` says how. */
  | 'ERR_NETWORK'
  /** The answer was not complete within the timeout. */
  | 'ERR_TIMEOUT'
  /** The caller's signal was aborted; `cause` is its reason. */
  | 'ERR_ABORTED'
  /** The request does not fit the document. Nothing was sent. */
  | 'ERR_REQUEST_INVALID'
  /** The answer is declared, but breaks the document's constraints. `result` is that answer. */
  | 'ERR_RESPONSE_INVALID'
  /** The answer is longer than `maxResponseBytes`; the rest of it was not read. */
  | 'ERR_RESPONSE_TOO_LARGE';

interface Details {
  readonly operationId: string;
  readonly cause?: unknown;
  readonly problems?: readonly Problem[];
  readonly result?: unknown;
}

/** A call that has no result to return. An answer of the server, whatever it says, is a result and never thrown. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly code: ClientErrorCode;
  readonly operationId: string;
  /** With `ERR_REQUEST_INVALID` and `ERR_RESPONSE_INVALID`: every rule broken, with a JSON pointer. */
  readonly problems: readonly Problem[];
  /** With `ERR_RESPONSE_INVALID`: the answer, complete, as it would have been returned without validation. */
  readonly result: unknown;

  constructor(code: ClientErrorCode, message: string, details: Details) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.operationId = details.operationId;
    this.problems = details.problems ?? [];
    this.result = details.result;
  }
}
