import { appendPointer, type Response } from '@openxs2a/ir';
import type { Place } from './change.ts';
import { compareContent } from './content.ts';
import { compareHeaders } from './headers.ts';
import { canonical } from './schema/canonical.ts';
import type { Sink } from './sink.ts';

/** A status that only one side names is held against the range or the default that covers it on the other side. */
export function compareResponses(
  before: readonly Response[],
  after: readonly Response[],
  sink: Sink,
  place: Place,
): void {
  for (const status of new Set([...before, ...after].map((response) => response.status))) {
    const [was, is] = [findCovering(before, status), findCovering(after, status)];
    const at = { part: 'response', pointer: appendPointer('', 'responses', status) } as const;
    const here = { ...place, status };
    if (was === undefined) sink.report({ kind: 'status-added', ...at }, here);
    else if (is === undefined) sink.report({ kind: 'status-removed', ...at }, here);
    else compareResponse(was, is, sink, here);
  }
}

function findCovering(responses: readonly Response[], status: string): Response | undefined {
  const range = `${status[0]}XX`;
  const names = [status, range, 'default'];
  return names
    .map((name) => responses.find((response) => response.status === name))
    .find((found) => found !== undefined);
}

function compareResponse(was: Response, is: Response, sink: Sink, place: Place): void {
  compareHeaders(was.headers, is.headers, sink, place);
  compareContent(was.content, is.content, 'response', sink, place);
  if (canonical(was.links) !== canonical(is.links)) {
    sink.report({ kind: 'links-changed', part: 'response', pointer: '/links' }, place);
  }
}
