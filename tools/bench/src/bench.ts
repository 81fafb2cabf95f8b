import type { Series } from './measure/rounds.ts';

export interface Metric {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly better: 'less' | 'more';
  readonly digits?: number;
}

/** One comparison: what was done, what was measured, and whom the others are measured against. */
export interface Comparison {
  readonly title: string;
  /** The work that all of them did, and how it was made sure that they did. */
  readonly work: string;
  /** The first one is the one that the chart and the ratios show. */
  readonly metrics: readonly [Metric, ...Metric[]];
  /** Ratios are to this one. */
  readonly baseline: string;
  /** Which of them are ours. */
  readonly ours: readonly string[];
  readonly series: Series;
}

export interface BenchContext {
  readonly rounds: number;
  readonly isQuick: boolean;
  readonly say: (text: string) => void;
}

export interface Bench {
  run(context: BenchContext): Promise<readonly Comparison[]>;
}

export const WALL: Metric = { key: 'wall', label: 'wall', unit: 's', better: 'less', digits: 2 };
export const CPU: Metric = { key: 'cpu', label: 'CPU', unit: 's', better: 'less', digits: 2 };
export const MEMORY: Metric = { key: 'memory', label: 'peak memory', unit: 'MB', better: 'less', digits: 0 };

/** How a turn is told while the bench runs. */
export function tellTurn(context: BenchContext, what: string) {
  return ({ round, of, name }: { round: number; of: number; name: string }) =>
    context.say(`${what}: ${round < 1 ? 'warm-up' : `round ${round} of ${of}`}, ${name}`);
}
