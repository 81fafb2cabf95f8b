import type { OperationDescriptor } from '@openxs2a/runtime/server';
import { descriptors } from '../../../../generated/xs2a/src/descriptors.ts';
import { DEFAULT_WIRE_CHOICES } from './choices.ts';
import type { RefusalReason } from './reason.ts';
import { createWireTable } from './wire-table.ts';

export const REQUEST_ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';

export const OPERATIONS: readonly OperationDescriptor[] = Object.values(descriptors);

// The keys of the table are the reasons: it is typed by them.
export const REASONS = Object.keys(createWireTable(DEFAULT_WIRE_CHOICES)) as readonly RefusalReason[];

export function operationOf(id: keyof typeof descriptors): OperationDescriptor {
  return descriptors[id];
}

export function headersOf(accept?: string): Headers {
  return new Headers({ 'x-request-id': REQUEST_ID, ...(accept === undefined ? {} : { accept }) });
}
