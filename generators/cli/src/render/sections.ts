import type { Change, Side } from '../diff/change.ts';
import { type Labels, nameSides } from './labels.ts';

export interface Section {
  readonly title: string;
  readonly changes: readonly Change[];
}

const ORDER: readonly (readonly Side[])[] = [['client', 'server'], ['client'], ['server'], []];

/** The changes by whom they break, the worst first; what is empty is left out. */
export function sectionsOf(changes: readonly Change[], labels: Labels): Section[] {
  return ORDER.map((sides) => ({
    title: `Breaks ${nameSides(sides, labels)}`,
    changes: changes.filter((change) => change.breaks.join() === sides.join()),
  })).filter((section) => section.changes.length > 0);
}
