import { appendPointer, type Header } from '@openxs2a/ir';
import { breaksOfAdded, breaksOfRemoved } from './breaks.ts';
import type { Place } from './change.ts';
import type { Sink } from './sink.ts';

export function compareHeaders(before: readonly Header[], after: readonly Header[], sink: Sink, place: Place): void {
  const [old, now] = [keyed(before), keyed(after)];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined && is !== undefined) reportAdded(is, sink, place);
    else if (was !== undefined && is === undefined) reportRemoved(was, sink, place);
    else if (was !== undefined && is !== undefined) compareHeader(was, is, sink, place);
  }
}

function keyed(headers: readonly Header[]): ReadonlyMap<string, Header> {
  return new Map(headers.map((header) => [header.name.toLowerCase(), header]));
}

function atOf(header: Header) {
  return { part: 'response', pointer: appendPointer('', 'headers', header.name) } as const;
}

function reportAdded(header: Header, sink: Sink, place: Place): void {
  const kind = header.required ? 'required-header-added' : 'optional-header-added';
  const breaks = breaksOfAdded('response', { required: header.required, closed: false });
  sink.report({ kind, ...atOf(header), breaks }, place);
}

function reportRemoved(header: Header, sink: Sink, place: Place): void {
  const kind = header.required ? 'required-header-removed' : 'optional-header-removed';
  const breaks = breaksOfRemoved('response', { required: header.required, closed: false });
  sink.report({ kind, ...atOf(header), breaks }, place);
}

function compareHeader(was: Header, is: Header, sink: Sink, place: Place): void {
  const at = atOf(is);
  if (was.required !== is.required) {
    sink.report({ kind: is.required ? 'header-now-required' : 'header-now-optional', ...at }, place);
  }
  if (was.deprecated !== is.deprecated)
    sink.report({ kind: is.deprecated ? 'deprecated' : 'undeprecated', ...at }, place);
  if (was.explode !== is.explode || was.contentType !== is.contentType) {
    sink.report({ kind: 'header-encoding-changed', ...at }, place);
  }
  sink.compare(was.schema, is.schema, { ...at, pointer: appendPointer(at.pointer, 'schema'), place });
}
