import { AnswerError } from '../answers/answer-error.ts';
import { type Fault, readFault } from '../answers/fault.ts';
import type { Connection } from '../certificates/connect.ts';

/** First what is offered is used, then what is refused is tried. */
export type Chapter = 'use' | 'refusals';

/** What a party did, and what came of it. */
export interface Step {
  readonly chapter: Chapter;
  /** The operation, as the specification names it, what was tried, or what happened beside the interface. */
  readonly name: string;
  readonly method?: string;
  /** Path and query, below the host. */
  readonly path?: string;
  readonly status?: number;
  /** Of a refusal, as the standard has it. */
  readonly code?: string;
  readonly bytes?: number;
  /** From the request to the head of its answer. */
  readonly milliseconds?: number;
  /** What came of it, in a few words; of a refusal the bank's. */
  readonly note: string;
}

interface Answer {
  readonly status: number | 'undeclared';
  readonly bytes: Uint8Array;
  readonly url: string;
}

export interface Recorder {
  readonly steps: readonly Step[];
  /** Of the steps from now on. At first `use`. */
  begin(chapter: Chapter): void;
  /** Stands before a `fetch`, and sees what leaves. */
  watch(fetch: Connection['fetch']): Connection['fetch'];
  /** Makes a call and keeps what it was; `note` words the answer. */
  call<Result extends Answer>(
    name: string,
    call: () => Promise<Result>,
    note: (result: Result) => string,
  ): Promise<Result>;
  /** Makes a call that has to be refused with this status and code. Throws AnswerError where it is not. */
  refused(name: string, expected: string, call: () => Promise<Answer>): Promise<void>;
  /** Keeps what happened beside the interface. */
  aside(name: string, note: string): void;
}

type Sent = Pick<Step, 'method' | 'path' | 'status' | 'milliseconds'>;

/** Keeps the steps of a journey. Its calls follow one another, as those of a person do. */
export function createRecorder(onStep: (step: Step) => void = () => {}): Recorder {
  const steps: Step[] = [];
  let sent: Sent = {};
  let chapter: Chapter = 'use';
  const keep = (step: Omit<Step, 'chapter'>) => {
    const kept = { chapter, ...step };
    steps.push(kept);
    onStep(kept);
  };
  return {
    steps,
    begin(next) {
      chapter = next;
    },
    watch: (fetch) => async (request, init) => {
      const { pathname, search } = new URL(request.url);
      const begin = performance.now();
      const response = await fetch(request, init);
      const milliseconds = performance.now() - begin;
      sent = { method: init.method, path: pathname + search, status: response.status, milliseconds };
      return response;
    },
    async call(name, call, note) {
      const result = await call();
      keep({ name, ...sent, bytes: result.bytes.length, note: note(result) });
      return result;
    },
    async refused(name, expected, call) {
      const { bytes } = await call();
      const fault = readFault(bytes);
      const found = `${sent.status} ${fault?.code}`;
      if (fault === undefined || found !== expected)
        throw new AnswerError(`"${name}" was answered by ${found}, not ${expected}`, bytes);
      keep({ name, ...sent, code: fault.code, bytes: bytes.length, note: wordsOf(fault) });
    },
    aside: (name, note) => keep({ name, note }),
  };
}

const wordsOf = ({ text = '', path }: Fault) => (path === undefined ? text : `${path}: ${text}`);
