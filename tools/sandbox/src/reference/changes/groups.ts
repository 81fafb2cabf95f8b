import type { Change, Side } from '@openxs2a/generate';
import { LABELS } from './compare.ts';

export interface Group {
  /** Unique on the page, for links. */
  readonly id: string;
  readonly title: string;
  readonly changes: readonly Change[];
}

const ORDER: readonly (readonly Side[])[] = [['client', 'server'], ['client'], ['server'], []];

/** By whom they break, those that break nobody last; groups without a change are there, too: none is news as well. */
export function groupChanges(changes: readonly Change[]): readonly Group[] {
  return ORDER.map((sides) => ({
    id: `breaks-${sides.join('-and-') || 'nobody'}`,
    title: `Breaks ${sides.map((side) => `a ${LABELS[side]}`).join(' and ') || 'nobody'}`,
    changes: changes.filter(({ breaks }) => breaks.join() === sides.join()),
  }));
}
