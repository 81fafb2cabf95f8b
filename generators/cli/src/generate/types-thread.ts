import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { EmitOptions } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';

export interface TypesThread {
  emit(api: Api, options: EmitOptions): Promise<[string, string][]>;
  /** Ends the thread, whether it has been used or not. */
  end(): Promise<void>;
}

/** Starts the thread that prints the wire types; it loads its compiler while the document is still being read. */
export function startTypesThread(): TypesThread {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./types-worker.${extension}`, import.meta.url));
  const failed = once(worker, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined); // whoever emits hears of it
  return {
    emit: async (api, options) => {
      worker.postMessage({ api, options });
      const [files] = await Promise.race([once(worker, 'message'), failed]);
      return files as [string, string][];
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
