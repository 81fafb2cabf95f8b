import type { OperationDescriptor } from '../descriptor.ts';
import { parseBaseUrl } from './base-url.ts';
import type { UndeclaredResult } from './call-types.ts';
import { throwIfAborted } from './deadline.ts';
import { type DeclaredResult, interpretAnswer } from './interpret.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { type ClientSetup, prepareRequest } from './prepare.ts';
import { sortPresets } from './presets.ts';
import { completeRequest, type GivenRequest } from './request.ts';
import { send, type Transport } from './send.ts';
import { checkOptions, checkRequest, checkResult } from './validate.ts';

/** Calls one operation of a client, without the types that the operation adds. */
export type UntypedCall = (
  request?: GivenRequest,
  options?: CallOptions<string>,
) => Promise<DeclaredResult | UndeclaredResult>;

/**
 * Makes methods of a client out of descriptors. The caller of the returned function says what type the method has:
 * emitted code does, from the same document as the descriptor.
 */
export function createOperations(
  transport: Transport,
  descriptors: Readonly<Record<string, OperationDescriptor>>,
  options: ClientOptions,
): <Call>(operation: OperationDescriptor) => Call {
  const setup: ClientSetup = {
    options: checkOptions(options),
    base: parseBaseUrl(options.baseUrl),
    presets: sortPresets(options.headers ?? {}, Object.values(descriptors)),
  };
  return <Call>(operation: OperationDescriptor) => {
    const call: UntypedCall = (request = {}, callOptions = {}) =>
      callOperation(transport, setup, operation, request, callOptions);
    // The type of the wire is emitted beside the descriptor; this is where the two meet.
    return call as Call;
  };
}

async function callOperation(
  transport: Transport,
  setup: ClientSetup,
  operation: OperationDescriptor,
  given: GivenRequest,
  call: CallOptions<string>,
): Promise<DeclaredResult | UndeclaredResult> {
  throwIfAborted(operation.id, call.signal);
  const request = await completeRequest(setup.presets, operation, given);
  checkRequest(setup.options, operation, request);
  const prepared = await prepareRequest(setup, operation, request, call);
  const answer = await send(transport, operation, prepared, setup.options, call);
  const result = interpretAnswer(operation, answer, prepared.url.href, call.accept);
  checkResult(setup.options, operation, request, result);
  return result;
}
