import type { Operation } from '@openxs2a/ir';
import { compareBodies } from './body.ts';
import type { Place } from './change.ts';
import { compareGuards } from './guards.ts';
import { compareNamedJson } from './named-json.ts';
import { compareParameters } from './parameters.ts';
import { compareResponses } from './responses.ts';
import { compareSecurity } from './security.ts';
import type { Sink } from './sink.ts';

/** Compares an operation with what became of it. */
export function compareOperation(before: Operation, after: Operation, sink: Sink): void {
  const place = placeOf(after);
  compareIdentity(before, after, sink, place);
  compareParameters(before, after, sink, place);
  compareBodies(before.body, after.body, sink, place);
  compareResponses(before.responses, after.responses, sink, place);
  compareSecurity(before.security, after.security, sink, place);
  compareGuards(before.guards, after.guards, sink, place);
  compareNamedJson(before.callbacks, after.callbacks, 'callbacks', sink, place);
}

export function placeOf(operation: Operation): Place {
  return { operationId: operation.id, method: operation.method, path: operation.path };
}

function compareIdentity(before: Operation, after: Operation, sink: Sink, place: Place): void {
  const [from, to] = [signatureOf(before), signatureOf(after)];
  if (from !== to) sink.report({ kind: 'operation-moved', part: 'api', pointer: '', before: from, after: to }, place);
  if (before.id !== after.id) {
    sink.report({ kind: 'operation-renamed', part: 'api', pointer: '', before: before.id, after: after.id }, place);
  }
  if (before.deprecated !== after.deprecated) {
    sink.report({ kind: after.deprecated ? 'deprecated' : 'undeprecated', part: 'api', pointer: '' }, place);
  }
}

function signatureOf(operation: Operation): string {
  return `${operation.method.toUpperCase()} ${operation.path.replaceAll(/\{[^{}]*\}/g, '{}')}`;
}
