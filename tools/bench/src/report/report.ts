import type { Comparison } from '../bench.ts';
import type { Machine } from '../machine.ts';

/** Everything that a run found out. */
export interface Report {
  readonly machine: Machine;
  readonly date: string;
  readonly command: string;
  readonly rounds: number;
  /** What was measured, with its version. */
  readonly versions: Readonly<Record<string, string>>;
  readonly benches: readonly BenchReport[];
}

export interface BenchReport {
  readonly name: string;
  readonly comparisons: readonly Comparison[];
}
