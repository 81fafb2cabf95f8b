/** The known word that was most likely meant, or nothing when none is near. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((candidate) => ({ candidate, distance: distanceOf(word, candidate) }));
  const best = ranked.sort((a, b) => a.distance - b.distance)[0];
  if (best === undefined) return undefined;
  const near = best.distance <= Math.max(1, Math.floor(word.length / 3)) || best.candidate.startsWith(word);
  return near ? best.candidate : undefined;
}

/** Edits that turn one word into the other: insert, delete, replace (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
