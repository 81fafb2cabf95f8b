import { appendPointer } from '@openxs2a/ir';
import type { Check } from '../rule.ts';
import { nodeAt } from './node-at.ts';

const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/;

export const checkOperationIds: Check = ({ api, document }) =>
  api.operations
    .filter(
      (operation) => nodeAt(document, operation.pointer)?.operationId !== undefined && !CAMEL_CASE.test(operation.id),
    )
    .map((operation) => ({
      pointer: appendPointer(operation.pointer, 'operationId'),
      message: `"${operation.id}" is no identifier in camel case.`,
    }));
