/** One thing that is wrong with a request or an answer, in words that may be shown to whoever sent it. */
export interface Problem {
  readonly place: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** JSON pointer (RFC 6901) inside the place: `/X-Request-ID` for a header, `''` for the whole of a body. */
  readonly pointer: string;
  /** The rule that is broken: `required`, `type`, `pattern`, `duplicate`, `encoding`, `json`, ... */
  readonly rule: string;
  /** Names the field and the rule, never the value: values may be secret. */
  readonly message: string;
}

/** A value that cannot be written to the wire, or text from the wire that cannot be read. */
export class CodecError extends Error {
  readonly code = 'ERR_CODEC';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => problem.message).join(' '), options);
    this.name = 'CodecError';
    this.problems = problems;
  }
}

/** A JSON pointer of the given keys. */
export function toPointer(...keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The parameter, header or part that a problem is about, or a way of keys into it; none for the whole place. */
export type Key = string | readonly string[] | undefined;

export function toProblem(place: Problem['place'], key: Key, rule: string, message: string): Problem {
  const keys = key === undefined ? [] : typeof key === 'string' ? [key] : key;
  return { place, pointer: toPointer(...keys), rule, message };
}

/** A codec error of a single problem. */
export function codecError(
  place: Problem['place'],
  key: Key,
  rule: string,
  message: string,
  cause?: unknown,
): CodecError {
  return new CodecError([toProblem(place, key, rule, message)], cause === undefined ? undefined : { cause });
}
