/** How many cases of each kind ran, for one specification. */
export interface Tally {
  add(kind: string, count?: number): void;
  get(kind: string): number;
  readonly total: number;
  entries(): readonly (readonly [kind: string, count: number])[];
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    add: (kind, count = 1) => counts.set(kind, (counts.get(kind) ?? 0) + count),
    get: (kind) => counts.get(kind) ?? 0,
    get total() {
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
    entries: () => [...counts].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** Aligned columns: kinds down, specifications across. */
export function printTallies(title: string, tallies: ReadonlyMap<string, Tally>): string {
  const kinds = [...new Set([...tallies.values()].flatMap((tally) => tally.entries().map(([kind]) => kind)))].sort();
  const rows = kinds.map((kind) => [kind, ...[...tallies.values()].map((tally) => `${tally.get(kind)}`)]);
  const sum = ['total', ...[...tallies.values()].map((tally) => `${tally.total}`)];
  const table = [[title, ...tallies.keys()], ...rows, sum];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  const print = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return table.map(print).join('\n');
}
