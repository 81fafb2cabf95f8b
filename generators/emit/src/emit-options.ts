import type { Preamble } from './preamble.ts';

export type ImportExtension = '.ts' | '.js' | '';

/** What every emitter is told besides the Api. */
export interface EmitOptions {
  /** Pascal case; names what is emitted: `Xs2a` gives `createXs2aClient`. */
  readonly name: string;
  readonly preamble: Preamble;
  /** Extension of relative imports in emitted code. */
  readonly importExtension: ImportExtension;
  /** Package that emitted code imports its behaviour from. */
  readonly runtime: string;
}

/** Options with the usual values for what is not given. */
export function fromOptions(options: Partial<EmitOptions> & Pick<EmitOptions, 'name' | 'preamble'>): EmitOptions {
  return { importExtension: '.ts', runtime: '@openxs2a/runtime', ...options };
}
