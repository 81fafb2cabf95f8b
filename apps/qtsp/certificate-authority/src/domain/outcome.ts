import type { Refusal } from './refusal.ts';

/** What an act comes to: something, or a problem that the caller is told. */
export type Outcome<Value> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false; readonly problem: Problem };

export type ProblemCode =
  | 'credentials-missing'
  | 'credentials-refused'
  | 'caller-not-allowed'
  | 'not-of-this-authority'
  | 'not-found'
  | 'request-id-reused'
  | 'enrolment-used'
  | 'already-decided'
  | 'status-conflict'
  | 'request-refused';

/** Safe to show. `reasons` come with `request-refused`. */
export interface Problem {
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly reasons?: readonly Refusal[];
}

export const done = <Value>(value: Value): Outcome<Value> => ({ done: true, value });

export function failed(code: ProblemCode, detail?: string): Outcome<never> {
  return { done: false, problem: detail === undefined ? { code } : { code, detail } };
}

export const refused = (reasons: readonly Refusal[]): Outcome<never> => ({
  done: false,
  problem: { code: 'request-refused', reasons },
});
