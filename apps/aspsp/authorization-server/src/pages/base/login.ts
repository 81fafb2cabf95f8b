import { isRecord } from './is-record.ts';

/** How far somebody has come in a room of the bank. */
export interface Login {
  readonly psuId: string;
  /** As the page greets. */
  readonly name: string;
  /** Names this login where a second factor is asked for it. */
  readonly loginId: string;
  /** Whether all factors were proved that the room demands. */
  readonly isComplete: boolean;
}

export function parseLogin(value: unknown): Login | undefined {
  if (!isRecord(value)) return undefined;
  const { psuId, name, loginId, isComplete } = value;
  if (typeof psuId !== 'string' || typeof name !== 'string') return undefined;
  if (typeof loginId !== 'string' || typeof isComplete !== 'boolean') return undefined;
  return { psuId, name, loginId, isComplete };
}
