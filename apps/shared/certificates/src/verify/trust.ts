import type { Certificate } from '../certificate.ts';
import { createPool, type Pool } from './path/pool.ts';

/** The trust list at one time. Verdicts belong to the list that they were reached with. */
export interface Trust {
  readonly anchors: Pool;
}

export type Anchors = readonly Certificate[] | (() => readonly Certificate[]);

/** Follows a list that may be renewed: another array is another list. */
export function followTrust(anchors: Anchors): () => Trust {
  const list = typeof anchors === 'function' ? anchors : () => anchors;
  let current: readonly Certificate[] | undefined;
  let trust: Trust = { anchors: () => [] };
  return () => {
    const certificates = list();
    if (certificates !== current) {
      current = certificates;
      trust = { anchors: createPool(certificates) };
    }
    return trust;
  };
}
