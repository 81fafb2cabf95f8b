import type { Guards, Handlers, OperationId } from './context.ts';

/** What one of the bank's apps contributes to the interface. */
export interface Part {
  readonly handlers: Partial<Handlers>;
  /** Of operations that read by a consent; the app that has them has it. */
  readonly consent?: Guards['consent'];
  /** False for what has a handler, and this bank does not offer. */
  readonly offers?: (operationId: OperationId) => boolean;
}
