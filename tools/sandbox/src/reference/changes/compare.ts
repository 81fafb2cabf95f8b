import { type Change, diffApis, type Labels } from '@openxs2a/generate';
import type { Specification } from '../edition.ts';
import { perObject } from '../memo.ts';

/** The same words as the command `openxs2a diff` has. */
export const LABELS: Labels = { client: 'TPP', server: 'bank' };

/** What changed between two versions; pass them without overlays. Compared once. */
export function compare(before: Specification, after: Specification): readonly Change[] {
  const known = comparisonsOf(after);
  const changes = known.get(before.name) ?? diffApis(before.api, after.api);
  known.set(before.name, changes);
  return changes;
}

const comparisonsOf = perObject((_after: Specification) => new Map<string, readonly Change[]>());

export const isBreaking = ({ breaks }: Change) => breaks.length > 0;
