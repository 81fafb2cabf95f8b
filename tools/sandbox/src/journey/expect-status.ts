/** The journey got another answer than the one that leads on. */
export class JourneyError extends Error {
  readonly code = 'ERR_JOURNEY';
}

interface Answer {
  readonly status: number | 'undeclared';
  readonly url: string;
  readonly bytes: Uint8Array;
}

/** The answer, known to have this status. Throws JourneyError for any other. */
export function expectStatus<Result extends Answer, const Status extends number>(
  result: Result,
  status: Status,
): Extract<Result, { readonly status: Status }> {
  if (result.status !== status) {
    const text = new TextDecoder().decode(result.bytes.slice(0, 500));
    throw new JourneyError(`${result.url} answered ${result.status}, not ${status}: ${text}`);
  }
  return result as Extract<Result, { readonly status: Status }>; // the line above has compared it
}
