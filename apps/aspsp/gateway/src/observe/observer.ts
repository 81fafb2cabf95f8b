import {
  type Context,
  type Identity,
  type Observer,
  type OperationId,
  type Refused,
  type Service,
  serviceOf,
} from '@openxs2a/edge';
import type { Metrics } from '@openxs2a/operations';
import type { Log } from '@openxs2a/service';
import { descriptors } from '@openxs2a/xs2a/server';
import type { KpiCounter } from '../kpi/kpi.ts';

/** What is known of a call beside its answer, for its line in the access log. */
export interface Calls {
  /** What the guards of a request left; by the request that the outermost sees. */
  readonly contexts: WeakMap<Request, Context>;
  readonly refusals: WeakMap<Context, Refused>;
  /** Who calls what is no operation. */
  readonly callers: WeakMap<Request, Identity>;
}

/** Counts what an app does, and writes down what nobody foresaw. Refusals are in the access log. */
export function createObserver(
  metrics: Metrics,
  kpi: Pick<KpiCounter, 'count'>,
  logger: Log,
  { refusals }: Calls,
): Required<Observer> {
  return {
    onRefusal(refused, _, context) {
      metrics.refusal(refused.reason);
      if (context !== undefined) refusals.set(context, refused);
    },
    onAnswer({ status, context, milliseconds }) {
      metrics.request(context?.operationId ?? 'none', status, milliseconds / 1_000);
      if (context !== undefined) kpi.count({ service: SERVICES.get(context.operationId), status, milliseconds });
    },
    onError(error, operationId) {
      metrics.fault();
      logger.error('request failed', error, { operationId });
    },
  };
}

const SERVICES: ReadonlyMap<OperationId, Service | undefined> = new Map(
  // the ids of the operations are those of the type
  Object.values(descriptors).map((descriptor) => [descriptor.id as OperationId, serviceOf(descriptor)]),
);
