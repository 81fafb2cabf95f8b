import { appendPointer, type Operation, type Parameter } from '@openxs2a/ir';
import { breaksOfAdded, breaksOfRemoved } from './breaks.ts';
import type { Place } from './change.ts';
import { templateNames } from './match-operations.ts';
import { canonical } from './schema/canonical.ts';
import type { Sink } from './sink.ts';

export function compareParameters(before: Operation, after: Operation, sink: Sink, place: Place): void {
  const [old, now] = [keyed(before), keyed(after)];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === undefined && is !== undefined) reportAdded(is, sink, place);
    else if (was !== undefined && is === undefined) reportRemoved(was, sink, place);
    else if (was !== undefined && is !== undefined) compareParameter(was, is, sink, place);
  }
}

/** Path parameters are told apart by where they stand in the template, headers by their name in any case. */
function keyed(operation: Operation): ReadonlyMap<string, Parameter> {
  const names = templateNames(operation.path);
  return new Map(operation.parameters.map((parameter) => [keyOf(parameter, names), parameter]));
}

function keyOf(parameter: Parameter, names: readonly string[]): string {
  if (parameter.in === 'header') return `header ${parameter.name.toLowerCase()}`;
  if (parameter.in !== 'path' || !names.includes(parameter.name)) return `${parameter.in} ${parameter.name}`;
  return `path ${names.indexOf(parameter.name)}`;
}

function pointerOf(parameter: Parameter): string {
  return appendPointer('', 'parameters', parameter.in, parameter.name);
}

function reportAdded({ required, ...rest }: Parameter, sink: Sink, place: Place): void {
  const kind = required ? 'required-parameter-added' : 'optional-parameter-added';
  const breaks = breaksOfAdded('request', { required, closed: false });
  sink.report({ kind, part: 'request', pointer: pointerOf({ required, ...rest }), breaks }, place);
}

function reportRemoved({ required, ...rest }: Parameter, sink: Sink, place: Place): void {
  const kind = required ? 'required-parameter-removed' : 'optional-parameter-removed';
  const breaks = breaksOfRemoved('request', { required, closed: false });
  sink.report({ kind, part: 'request', pointer: pointerOf({ required, ...rest }), breaks }, place);
}

function compareParameter(was: Parameter, is: Parameter, sink: Sink, place: Place): void {
  const at = { part: 'request', pointer: pointerOf(is) } as const;
  if (was.name !== is.name && is.in === 'path') {
    sink.report({ kind: 'path-parameter-renamed', ...at, before: was.name, after: is.name }, place);
  }
  if (was.required !== is.required) {
    sink.report({ kind: is.required ? 'parameter-now-required' : 'parameter-now-optional', ...at }, place);
  }
  if (was.deprecated !== is.deprecated)
    sink.report({ kind: is.deprecated ? 'deprecated' : 'undeprecated', ...at }, place);
  const [old, now] = [encodingOf(was), encodingOf(is)];
  if (canonical(old) !== canonical(now)) {
    sink.report({ kind: 'parameter-encoding-changed', ...at, before: old, after: now }, place);
  }
  sink.compare(was.schema, is.schema, { ...at, pointer: appendPointer(at.pointer, 'schema'), place });
}

function encodingOf({ style, explode, allowReserved, contentType }: Parameter) {
  return { style, explode, allowReserved, ...(contentType !== undefined && { contentType }) };
}
