import { appendPointer, type Json } from '@openxs2a/ir';
import type { Place } from './change.ts';
import { canonical } from './schema/canonical.ts';
import type { Sink } from './sink.ts';

type Named = Readonly<Record<string, Json>>;

/** Requests that flow the other way; they are kept as written, so that it is only seen that they differ. */
export function compareNamedJson(
  before: Named,
  after: Named,
  where: 'callbacks' | 'webhooks',
  sink: Sink,
  place?: Place,
): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[name], after[name]];
    const at = { part: 'api', pointer: appendPointer('', where, name) } as const;
    if (canonical(was) === canonical(is)) continue;
    if (was === undefined) sink.report({ kind: 'callback-added', ...at }, place);
    else sink.report({ kind: is === undefined ? 'callback-removed' : 'callback-changed', ...at }, place);
  }
}
