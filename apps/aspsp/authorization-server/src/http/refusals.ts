import type { Outcome } from '@openxs2a/consent';
import { RefusedError, refusedConsent } from '@openxs2a/edge';
import type { RoadOutcome, RoadRefusal } from '../authorising/outcome.ts';
import type { Links } from '../domain/links.ts';

/** A header that is wrong in itself or missing; the message is shown. */
export function refuseHeader(name: string, rule: string, message: string): RefusedError {
  return refuseRequest({ place: 'header', pointer: `/${name}`, rule, message });
}

/** A body that is missing, or a member of it that is not as this bank takes it. */
export function refuseBody(rule: string, message: string, pointer = ''): RefusedError {
  return refuseRequest({ place: 'body', pointer, rule, message });
}

/** What was accepted; a refusal ends the handler. */
export function evidenceOf<Evidence>(outcome: Outcome<Evidence>): Evidence {
  if (!outcome.accepted) throw new RefusedError(refusedConsent(outcome));
  return outcome.evidence;
}

/** The same of a step on the road. */
export function evidenceOfStep<Evidence>(outcome: RoadOutcome<Evidence>): Evidence {
  if (!outcome.accepted) throw refuseStepOfRoad(outcome);
  return outcome.evidence;
}

/** With links to what can be done all the same, where there is such a thing. */
export function refuseStepOfRoad({ reason, evidence }: RoadRefusal, links?: Links): RefusedError {
  const { retryAfter } = evidence;
  return new RefusedError({
    reason,
    evidence,
    ...(typeof retryAfter === 'number' && { retryAfter }),
    ...(links !== undefined && { links }),
  });
}

type Problem = NonNullable<RefusedError['refused']['problems']>[number];

function refuseRequest(problem: Problem): RefusedError {
  return new RefusedError({ reason: 'request:invalid-request', problems: [problem] });
}
