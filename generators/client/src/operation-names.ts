import { toIdentifier, toPascalCase, uniqueNames } from '@openxs2a/emit';
import type { Api, Operation } from '@openxs2a/ir';

/** What an operation is called in emitted code. */
export interface NamedOperation {
  readonly operation: Operation;
  /** The method of the client. */
  readonly method: string;
  /** In `types/operations`. */
  readonly requestType: string;
  readonly resultType: string;
}

export function nameOperations({ operations }: Api): NamedOperation[] {
  const ids = operations.map((operation) => operation.id);
  const methods = uniqueNames(ids, toIdentifier);
  const types = uniqueNames(ids, toPascalCase);
  return operations.map((operation) => ({
    operation,
    method: methods.get(operation.id) ?? operation.id,
    requestType: `${types.get(operation.id)}Request`,
    resultType: `${types.get(operation.id)}Result`,
  }));
}
