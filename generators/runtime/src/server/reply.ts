import type { Problem } from '../codec/problem.ts';
import type { OperationDescriptor } from '../descriptor.ts';

/** An answer that no operation describes: a guard's or the runtime's refusal. */
export interface Reply {
  readonly status: number;
  /** Media type of the body. Default: `application/json`, or `text/plain` for a string. */
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Why the runtime itself does not let a request through. */
export type RefusalCode =
  | 'invalid-request'
  | 'not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'internal';

export interface Refusal {
  readonly status: 400 | 404 | 405 | 406 | 413 | 415 | 500;
  readonly code: RefusalCode;
  /** What is wrong with the request, each with its place and JSON pointer; safe to show. */
  readonly problems: readonly Problem[];
  /** `method-not-allowed`: the methods that the path has. */
  readonly allow?: readonly string[];
  /** `unsupported-media-type`, `not-acceptable`: the media types that there are. */
  readonly types?: readonly string[];
  /** `internal`: what went wrong. Not to be shown. */
  readonly cause?: unknown;
  readonly operation?: OperationDescriptor;
}

const TITLES: Readonly<Record<RefusalCode, string>> = {
  'invalid-request': 'The request does not follow the specification.',
  'not-found': 'There is nothing at this path.',
  'method-not-allowed': 'The path does not have this method.',
  'not-acceptable': 'No media type of the answer is acceptable to the client.',
  'body-too-large': 'The body is larger than the server reads.',
  'unsupported-media-type': 'The body is of a media type that the operation does not take.',
  internal: 'The server failed.',
};

/** The refusal as problem details (RFC 9457) with the problems and their pointers. */
export function describeRefusal(refusal: Refusal): Reply {
  const { status, code, problems } = refusal;
  const list = problems.length === 0 ? {} : { problems };
  return { status, type: 'application/problem+json', body: { title: TITLES[code], status, code, ...list } };
}

/** Headers that a refusal must have whoever words it (RFC 9110 15.5.6, 15.5.16). */
export function headersOfRefusal({ code, allow, types }: Refusal): Readonly<Record<string, string>> {
  if (allow !== undefined) return { Allow: allow.join(', ') };
  return code === 'unsupported-media-type' && types !== undefined ? { Accept: types.join(', ') } : {};
}
