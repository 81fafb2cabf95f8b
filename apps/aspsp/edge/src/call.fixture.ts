import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OperationDescriptor } from '@openxs2a/runtime/server';
import type { Asks } from '@openxs2a/xs2a/server';
import { DEFAULT_WIRE_CHOICES } from './choices.ts';
import type { RefusalReason } from './reason.ts';
import { createWireTable } from './wire-table.ts';

export const REQUEST_ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';

/** The generated package keeps its table to itself, so that it is read as a file is, by those who test alone. */
const TABLE = join(import.meta.dirname, '../../../../generated/xs2a/src/descriptors.ts');
// holds: the table has an entry for each operation that the emitted server asks guards for
const { descriptors }: { descriptors: Readonly<Record<keyof Asks, OperationDescriptor>> } = await import(
  pathToFileURL(TABLE).href
);

export const OPERATIONS: readonly OperationDescriptor[] = Object.values(descriptors);

// The keys of the table are the reasons: it is typed by them.
export const REASONS = Object.keys(createWireTable(DEFAULT_WIRE_CHOICES)) as readonly RefusalReason[];

export function operationOf(id: keyof Asks): OperationDescriptor {
  return descriptors[id];
}

export function headersOf(accept?: string): Headers {
  return new Headers({ 'x-request-id': REQUEST_ID, ...(accept === undefined ? {} : { accept }) });
}
