import type { Change, Side } from '../diff/change.ts';
import { plural } from '../notices/render-notices.ts';
import type { Labels } from './labels.ts';

export interface Summary {
  readonly changes: number;
  readonly breaks: Readonly<Record<Side, number>>;
}

export function summarise(changes: readonly Change[]): Summary {
  const count = (side: Side) => changes.filter((change) => change.breaks.includes(side)).length;
  return { changes: changes.length, breaks: { client: count('client'), server: count('server') } };
}

export function hasBreaking(changes: readonly Change[]): boolean {
  return changes.some((change) => change.breaks.length > 0);
}

/** `12 changes, 3 break a client, 4 break a server`; one that breaks both counts for each. */
export function renderSummary({ changes, breaks }: Summary, labels: Labels): string {
  if (changes === 0) return 'no changes';
  const parts = (['client', 'server'] as const).map(
    (side) => `${breaks[side]} ${breaks[side] === 1 ? 'breaks' : 'break'} a ${labels[side]}`,
  );
  return [plural(changes, 'change'), ...parts].join(', ');
}
