import type { Side } from '../diff/change.ts';

/** What the two sides are called for those who read the report; both take the article "a". */
export type Labels = Readonly<Record<Side, string>>;

export const PLAIN_LABELS: Labels = { client: 'client', server: 'server' };

/** `a client and a server`, or `nobody`. */
export function nameSides(sides: readonly Side[], labels: Labels): string {
  return sides.length === 0 ? 'nobody' : sides.map((side) => `a ${labels[side]}`).join(' and ');
}
