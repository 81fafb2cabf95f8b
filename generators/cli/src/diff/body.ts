import type { Body } from '@openxs2a/ir';
import { breaksOfAdded, breaksOfRemoved } from './breaks.ts';
import type { Place } from './change.ts';
import { compareContent } from './content.ts';
import type { Sink } from './sink.ts';

const AT = { part: 'request', pointer: '/body' } as const;

export function compareBodies(was: Body | undefined, is: Body | undefined, sink: Sink, place: Place): void {
  if (was === undefined && is !== undefined) {
    const breaks = breaksOfAdded('request', { required: is.required, closed: false });
    sink.report({ kind: 'body-added', ...AT, breaks }, place);
  } else if (was !== undefined && is === undefined) {
    const breaks = breaksOfRemoved('request', { required: was.required, closed: false });
    sink.report({ kind: 'body-removed', ...AT, breaks }, place);
  } else if (was !== undefined && is !== undefined) compareBody(was, is, sink, place);
}

function compareBody(was: Body, is: Body, sink: Sink, place: Place): void {
  if (was.required !== is.required) {
    sink.report({ kind: is.required ? 'body-now-required' : 'body-now-optional', ...AT }, place);
  }
  compareContent(was.content, is.content, 'request', sink, place);
}
