import type { Api } from '@openxs2a/ir';
import type { Change } from './change.ts';
import { compareDocuments } from './document.ts';
import { groupFindings } from './group.ts';
import { matchOperations } from './match-operations.ts';
import { compareOperation, placeOf } from './operation.ts';
import { createSink } from './sink.ts';

/**
 * What changed in meaning between two versions of an interface, and whom it breaks. Descriptions, titles, examples and
 * the order of things are no change. Changes that break someone come first.
 */
export function diffApis(before: Api, after: Api): Change[] {
  const sink = createSink(before, after);
  const { pairs, removed, added } = matchOperations(before.operations, after.operations);
  compareDocuments(before, after, sink);
  for (const gone of removed) {
    sink.report({ kind: 'operation-removed', part: 'api', pointer: '', before: gone.id }, placeOf(gone));
  }
  for (const come of added) {
    sink.report({ kind: 'operation-added', part: 'api', pointer: '', after: come.id }, placeOf(come));
  }
  for (const pair of pairs) compareOperation(pair.before, pair.after, sink);
  return groupFindings(sink.finish());
}
