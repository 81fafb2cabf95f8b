import { type EdgeReason, RefusedError } from '@openxs2a/edge';
import type { Problem } from '@openxs2a/runtime/server';

export function refused(reason: EdgeReason, evidence: Readonly<Record<string, unknown>> = {}): RefusedError {
  return new RefusedError({ reason, evidence });
}

/** A query parameter that is not as the interface has it: 400 FORMAT_ERROR with its name. */
export function malformed(parameter: string, rule: Problem['rule'], must: string): RefusedError {
  const message = `The query parameter "${parameter}" ${must}.`;
  const problem: Problem = { place: 'query', pointer: `/${parameter}`, rule, message };
  return new RefusedError({ reason: 'request:invalid-request', problems: [problem] });
}

/** A link that is not to be followed, whoever made it: the report has to be begun anew. */
export function linkRefused(link: string): RefusedError {
  return new RefusedError({ reason: 'ERR_CORE_CURSOR_INVALID', evidence: { link } });
}
