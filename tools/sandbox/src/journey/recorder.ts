/** One exchange between TPP and bank. */
export interface Step {
  /** The operation, as the specification names it, or what a person did. */
  readonly name: string;
  readonly method?: string;
  /** Path and query, below the bank's host. */
  readonly path?: string;
  readonly status?: number;
  readonly bytes?: number;
  readonly milliseconds?: number;
  /** What came of it, in a few words. */
  readonly note: string;
}

interface Answer {
  readonly status: number | 'undeclared';
  readonly bytes: Uint8Array;
}

export interface Recorder {
  readonly steps: readonly Step[];
  /** Stands in for `fetch`, and sees what leaves. */
  fetch(request: Request): Promise<Response>;
  /** Makes a call and keeps what it was; `note` words the answer. */
  call<Result extends Answer>(
    name: string,
    call: () => Promise<Result>,
    note: (result: Result) => string,
  ): Promise<Result>;
  /** Keeps what happened beside the interface. */
  aside(name: string, note: string): void;
}

/** Keeps the steps of a journey. Its calls follow one another, as those of a person do. */
export function createRecorder(onStep: (step: Step) => void = () => {}): Recorder {
  const steps: Step[] = [];
  let sent: Pick<Step, 'method' | 'path' | 'status'> = {};
  const keep = (step: Step) => {
    steps.push(step);
    onStep(step);
  };
  return {
    steps,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const response = await fetch(request);
      sent = { method: request.method, path: pathname + search, status: response.status };
      return response;
    },
    async call(name, call, note) {
      sent = {};
      const begin = performance.now();
      const result = await call();
      const milliseconds = performance.now() - begin;
      keep({ name, ...sent, bytes: result.bytes.length, milliseconds, note: note(result) });
      return result;
    },
    aside: (name, note) => keep({ name, note }),
  };
}
