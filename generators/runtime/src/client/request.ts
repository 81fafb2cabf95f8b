import type { OperationDescriptor } from '../descriptor.ts';
import type { DecodedRequest } from '../validation/interfaces.ts';
import { fillHeaders, type SortedPresets } from './presets.ts';

type Values = Readonly<Record<string, unknown>>;

/** A request as the caller gives it, without the types that the operation adds. */
export interface GivenRequest {
  readonly path?: Values;
  readonly query?: Values;
  readonly headers?: Values;
  readonly cookies?: Values;
  readonly body?: GivenBody;
}

export interface GivenBody {
  readonly type: string;
  readonly value: unknown;
}

/** The request with all its places, and the presets in it; what is `undefined` is not there. */
export async function completeRequest(
  presets: SortedPresets,
  operation: OperationDescriptor,
  given: GivenRequest,
): Promise<DecodedRequest> {
  return {
    path: definedOf(given.path),
    query: definedOf(given.query),
    headers: await fillHeaders(presets, operation, definedOf(given.headers)),
    cookies: definedOf(given.cookies),
    ...(given.body === undefined ? {} : { body: given.body }),
  };
}

function definedOf(values: Values = {}): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
