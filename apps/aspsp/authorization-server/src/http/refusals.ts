import type { Outcome } from '@openxs2a/consent';
import { RefusedError, refusedConsent } from '@openxs2a/edge';

/** A header that is wrong in itself or missing; the message is shown. */
export function refuseHeader(name: string, rule: string, message: string): RefusedError {
  return refuseRequest({ place: 'header', pointer: `/${name}`, rule, message });
}

/** A body that is missing. */
export function refuseBody(rule: string, message: string): RefusedError {
  return refuseRequest({ place: 'body', pointer: '', rule, message });
}

/** What was accepted; a refusal ends the handler. */
export function evidenceOf<Evidence>(outcome: Outcome<Evidence>): Evidence {
  if (!outcome.accepted) throw new RefusedError(refusedConsent(outcome));
  return outcome.evidence;
}

type Problem = NonNullable<RefusedError['refused']['problems']>[number];

function refuseRequest(problem: Problem): RefusedError {
  return new RefusedError({ reason: 'request:invalid-request', problems: [problem] });
}
