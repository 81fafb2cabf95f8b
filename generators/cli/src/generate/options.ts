import type { ImportExtension } from '@openxs2a/emit';
import type { Diagnostic } from '@openxs2a/ir';

export const TARGETS = ['types', 'validators', 'client', 'server'] as const;
export type Target = (typeof TARGETS)[number];

export interface GenerateOptions {
  /** The OpenAPI document. */
  readonly spec: string;
  /** The folder that the output goes to. It belongs to the generator: what is no longer emitted is removed. */
  readonly out: string;
  /** OpenAPI Overlay files, applied in this order. */
  readonly overlays?: readonly string[];
  /** Pascal case; names what is emitted: `Xs2a` gives `createXs2aClient`. Default: from the document's title. */
  readonly name?: string;
  /** Makes the output an npm package of this name. */
  readonly packageName?: string;
  readonly only?: readonly Target[];
  readonly importExtension?: ImportExtension;
  /** Compares only: nothing is written, the status says whether the output is what it would be. */
  readonly check?: boolean;
  /** Emits also where neither document, options nor generator have changed. */
  readonly force?: boolean;
  /** Told each stage as it begins. */
  readonly onProgress?: (stage: string) => void;
}

export interface GenerateReport {
  readonly spec: string;
  readonly out: string;
  readonly status: 'written' | 'unchanged' | 'stale' | 'failed';
  readonly diagnostics: readonly Diagnostic[];
  /** Paths below `out`. */
  readonly files: {
    readonly written: readonly string[];
    readonly removed: readonly string[];
    readonly unchanged: number;
  };
  /** Wall time of each stage that ran; the emitters are part of `emit`. */
  readonly milliseconds: Readonly<Record<string, number>>;
  /** Wall time of it all, in milliseconds. */
  readonly total: number;
}
