import type { ServerOptions } from '@openxs2a/runtime/server';
import { DEFAULT_WIRE_CHOICES, type WireChoices } from './choices.ts';
import { type Refused, refusedRequest } from './refused.ts';
import { createRenderError, type RefusedCall } from './render-error.ts';

export interface RefuseOptions<Context> {
  readonly choices?: WireChoices;
  /** Hears of every refusal before it is answered, and may hold the answer up until it is recorded. */
  readonly onRefusal?: (refused: Refused, call: RefusedCall, context: Context | undefined) => void | Promise<void>;
}

/**
 * How the generated server words its refusals, for `ServerOptions.refuse`: those of its own and what handlers throw,
 * `RefusedError` included.
 */
export function createRefuse<Context>({
  choices = DEFAULT_WIRE_CHOICES,
  onRefusal,
}: RefuseOptions<Context> = {}): NonNullable<ServerOptions<Context>['refuse']> {
  const render = createRenderError(choices);
  return async (refusal, request, context) => {
    const refused = refusedRequest(refusal);
    const call: RefusedCall = { operation: refusal.operation, headers: request.headers };
    await onRefusal?.(refused, call, context);
    return render(refused, call);
  };
}

/** The fields of a log line: the reason, what it rests on, and which rules of the interface were broken where. */
export function logFieldsOf({ reason, evidence, problems = [], pointer }: Refused): Readonly<Record<string, unknown>> {
  return {
    reason,
    ...(evidence === undefined ? {} : { evidence }),
    ...(pointer === undefined ? {} : { pointer }),
    ...(problems.length === 0 ? {} : { problems: problems.map(({ place, rule }) => `${place} ${rule}`) }),
  };
}
