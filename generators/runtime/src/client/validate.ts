import type { OperationDescriptor } from '../descriptor.ts';
import type { DecodedRequest } from '../validation/interfaces.ts';
import type { UndeclaredResult } from './call-types.ts';
import { ClientError } from './errors.ts';
import type { DeclaredResult } from './interpret.ts';
import type { ClientOptions } from './options.ts';

/** Options that ask for validation have something to validate with. */
export function checkOptions(options: ClientOptions): ClientOptions {
  if (options.validate === undefined && options.validation !== undefined && options.validation !== 'off') {
    throw new TypeError('"validation" needs validators in "validate"');
  }
  return options;
}

/** Throws ERR_REQUEST_INVALID for a request that breaks the document, where requests are validated. */
export function checkRequest(options: ClientOptions, operation: OperationDescriptor, request: DecodedRequest): void {
  if (options.validation === 'off' || options.validation === 'response') return;
  const problems = options.validate?.request(operation.id, request) ?? [];
  if (problems.length === 0) return;
  const message = `"${operation.id}" was not sent: ${problems[0]?.message}`;
  throw new ClientError('ERR_REQUEST_INVALID', message, { operationId: operation.id, problems });
}

/** Throws ERR_RESPONSE_INVALID for a declared result that breaks the document, where answers are validated. */
export function checkResult(
  options: ClientOptions,
  operation: OperationDescriptor,
  request: DecodedRequest,
  result: DeclaredResult | UndeclaredResult,
): void {
  if (options.validation === 'off' || options.validation === 'request' || result.status === 'undeclared') return;
  const { status, headers = {}, type, body } = result;
  const decoded = { status, headers, request, ...(type === undefined ? {} : { type, body }) };
  const problems = options.validate?.response(operation.id, decoded) ?? [];
  if (problems.length === 0) return;
  const message = `the answer to "${operation.id}" breaks the document: ${problems[0]?.message}`;
  throw new ClientError('ERR_RESPONSE_INVALID', message, { operationId: operation.id, problems, result });
}
