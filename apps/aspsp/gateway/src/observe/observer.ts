import type { Context, Observer, Refused } from '@openxs2a/edge';
import type { Log } from '@openxs2a/service';
import type { Metrics } from './metrics.ts';

/** What is known of a call beside its answer, for its line in the access log. */
export interface Calls {
  /** What the guards of a request left; by the request that the outermost sees. */
  readonly contexts: WeakMap<Request, Context>;
  readonly refusals: WeakMap<Context, Refused>;
}

/** Counts what an app does, and writes down what nobody foresaw. Refusals are in the access log. */
export function createObserver(metrics: Metrics, logger: Log, { refusals }: Calls): Required<Observer> {
  return {
    onRefusal(refused, _, context) {
      metrics.refusal(refused.reason);
      if (context !== undefined) refusals.set(context, refused);
    },
    onAnswer({ status, context, milliseconds }) {
      metrics.request(context?.operationId ?? 'none', status, milliseconds / 1_000);
    },
    onError(error, operationId) {
      metrics.fault();
      logger.error('request failed', error, { operationId });
    },
  };
}
