import { appendPointer, type Operation } from '@openxs2a/ir';
import type { Place } from './change.ts';
import { canonical } from './schema/canonical.ts';
import type { Sink } from './sink.ts';

/** The checks that come before an operation, by name. */
export function compareGuards(before: Operation['guards'], after: Operation['guards'], sink: Sink, place: Place): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]];
    const at = { part: 'api', pointer: appendPointer('', 'guards', name) } as const;
    if (was === undefined) sink.report({ kind: 'guard-added', ...at }, place);
    else if (is === undefined) sink.report({ kind: 'guard-removed', ...at }, place);
    else if (canonical(was) !== canonical(is))
      sink.report({ kind: 'guard-changed', ...at, before: was, after: is }, place);
  }
}
