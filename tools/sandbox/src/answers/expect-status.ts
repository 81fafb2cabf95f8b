import { AnswerError } from './answer-error.ts';

interface Answer {
  readonly status: number | 'undeclared';
  readonly url: string;
  readonly bytes: Uint8Array;
}

/** The answer, known to have this status. Throws AnswerError for any other. */
export function expectStatus<Result extends Answer, const Status extends number>(
  result: Result,
  status: Status,
): Extract<Result, { readonly status: Status }> {
  if (result.status !== status)
    throw new AnswerError(`${result.url} answered ${result.status}, not ${status}`, result.bytes);
  return result as Extract<Result, { readonly status: Status }>; // the line above has compared it
}
