import type { LogFault, NodeVerdict } from '@openxs2a/store/log';

const WORDS: Readonly<Record<LogFault, string>> = {
  'entry-missing': 'is not there: it was deleted or moved',
  'entry-altered': 'reads otherwise than when it was sealed',
  'entry-without-seal': 'stands among the sealed ones, and no seal covers it',
  'seal-missing': 'is not there',
  'seal-altered': 'reads otherwise than when it was made',
  'seal-not-signed': 'has no signature of the key',
  'anchor-missing': 'was there when the anchor was taken, and is not: the end was cut off, or the chain made anew',
};

/** Where a chain is broken, and how: `entry 5 reads otherwise than when it was sealed`. */
export function describeFault({ reason, place }: NonNullable<NodeVerdict['fault']>): string {
  const where = place.position === undefined ? `seal ${place.seal}` : `entry ${place.position}`;
  return `${where} ${WORDS[reason]} (${reason})`;
}
