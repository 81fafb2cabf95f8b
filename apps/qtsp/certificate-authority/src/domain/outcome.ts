import type { Refusal } from './refusal.ts';

/** What an act comes to: something, or a problem that the caller is told. */
export type Outcome<Value, Code extends ProblemCode> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false; readonly problem: Problem<Code> };

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
export interface Problem<Code extends ProblemCode = ProblemCode> {
  readonly code: Code;
  readonly detail?: string;
  readonly reasons?: readonly Refusal[];
}

export const done = <Value>(value: Value): Outcome<Value, never> => ({ done: true, value });

export function failed<Code extends ProblemCode>(code: Code, detail?: string): Outcome<never, Code> {
  return { done: false, problem: detail === undefined ? { code } : { code, detail } };
}

export const refused = (reasons: readonly Refusal[]): Outcome<never, 'request-refused'> => ({
  done: false,
  problem: { code: 'request-refused', reasons },
});
