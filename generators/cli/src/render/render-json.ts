import type { Change } from '../diff/change.ts';
import { summarise } from './summary.ts';

/** The changes for a program: everything, in the order of the list. */
export function toJson(changes: readonly Change[]) {
  return { summary: summarise(changes), changes };
}
