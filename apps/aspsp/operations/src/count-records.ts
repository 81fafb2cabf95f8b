import type { SealedEntry } from '@openxs2a/store/log';
import type { Metrics } from './metrics.ts';

/**
 * Counts what is in the audit log, once it is sealed: a transaction that was taken back, or ran twice, is not there. For
 * `onSealed` of a log.
 */
export function countRecords(metrics: Pick<Metrics, 'record'>): (entries: readonly SealedEntry[]) => void {
  return (entries) => {
    for (const { kind, body } of entries) metrics.record(kind, resultOf(body));
  };
}

/** How it ended, in the word that the record has for it. */
function resultOf(body: string): string | undefined {
  const said: unknown = JSON.parse(body);
  if (typeof said !== 'object' || said === null) return undefined;
  return RESULTS.map((name) => toWord(Reflect.get(said, name))).find((word) => word !== undefined);
}

const RESULTS = ['result', 'consentStatus', 'scaStatus'];

/** A word of the program. What is none, should a record ever quote somebody, is no label. */
const toWord = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9:-]{0,60}$/.test(value) ? value : undefined;
