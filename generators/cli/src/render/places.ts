import type { Change } from '../diff/change.ts';

const SHOWN = 3;

/** Where a change is felt, short: the operations by name, the statuses, how many more there are. */
export function placesOf(change: Change): string {
  const operations = [...new Set(change.places.map((place) => place.operationId))];
  const statuses = [...new Set(change.places.flatMap((place) => place.status ?? []))];
  const more = operations.length > SHOWN ? ` and ${operations.length - SHOWN} more` : '';
  const named = operations.slice(0, SHOWN).join(', ') + more;
  return statuses.length === 0 ? named : `${named} (${statuses.join(', ')})`;
}
