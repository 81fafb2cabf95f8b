export type Measured = Readonly<Record<string, number>>;

export interface Contestant {
  readonly name: string;
  /** Does the work once and says what it took. */
  run(): Promise<Measured>;
}

export interface RoundsOptions {
  readonly rounds: number;
  /** Rounds whose figures are thrown away. */
  readonly warmUps: number;
  readonly onTurn?: (turn: { readonly round: number; readonly of: number; readonly name: string }) => void;
}

/** What each contestant measured, by metric, one value per round. */
export type Series = ReadonlyMap<string, Readonly<Record<string, readonly number[]>>>;

/**
 * Rounds in which every contestant runs once, each round starting with the next one: whatever else the machine does,
 * and whatever one contestant leaves behind for the next, meets all of them alike.
 */
export async function runRounds(contestants: readonly Contestant[], options: RoundsOptions): Promise<Series> {
  const { rounds, warmUps, onTurn } = options;
  const series = new Map<string, Record<string, number[]>>(contestants.map(({ name }) => [name, {}]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const { name, run } of rotate(contestants, round + warmUps)) {
      onTurn?.({ round: round + 1, of: rounds, name });
      const measured = await run();
      if (round >= 0) append(series.get(name) ?? {}, measured);
    }
  }
  return series;
}

export function rotate<T>(items: readonly T[], by: number): readonly T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function append(series: Record<string, number[]>, measured: Measured): void {
  for (const [metric, value] of Object.entries(measured)) {
    series[metric] ??= [];
    series[metric].push(value);
  }
}
