/** Measures the wall time of stages; a stage may be part of another. */
export interface Stopwatch {
  readonly milliseconds: Readonly<Record<string, number>>;
  /** Begins a stage; what it returns ends it. */
  start(stage: string): () => void;
  run<T>(stage: string, work: () => Promise<T>): Promise<T>;
  /** Milliseconds since the watch was started. */
  total(): number;
}

export function startStopwatch(onStage?: (stage: string) => void): Stopwatch {
  const milliseconds: Record<string, number> = {};
  const began = performance.now();
  const start = (stage: string) => {
    onStage?.(stage);
    const begin = performance.now();
    return () => {
      milliseconds[stage] = Math.round(performance.now() - begin);
    };
  };
  return {
    milliseconds,
    start,
    run: async (stage, work) => {
      const done = start(stage);
      const result = await work();
      done();
      return result;
    },
    total: () => Math.round(performance.now() - began),
  };
}
