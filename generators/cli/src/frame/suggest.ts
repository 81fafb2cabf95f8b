/** The known word that was most likely meant: one that begins so, else one that is a slip away; nothing when none is near. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const begun = word === '' ? undefined : known.find((candidate) => candidate.startsWith(word));
  const near = known
    .map((candidate) => ({ candidate, distance: distanceOf(word, candidate) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return begun ?? near[0]?.candidate;
}

/** Edits that turn one word into the other: insert, delete, replace, swap neighbours (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) rows[i]?.push(cheapest(rows, a, b, i, j));
  }
  return rows[a.length]?.[b.length] ?? 0;
}

function cheapest(rows: readonly (readonly number[])[], a: string, b: string, i: number, j: number): number {
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    at(i - 1, j) + 1,
    at(i, j - 1) + 1,
    at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
    swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
  );
}
