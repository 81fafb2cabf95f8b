import { appendPointer } from '@openxs2a/ir';
import { canonical } from './canonical.ts';
import type { Cursor, Merged, Rule } from './cursor.ts';

/** What is beside the constraints but changes behaviour: deprecation, defaults, the form in XML. */
export const compareAnnotations: Rule = (before, after, cursor) => {
  compareDeprecation(before, after, cursor);
  compareDefault(before, after, cursor);
  const [old, now] = [before.schema.xml, after.schema.xml];
  if (canonical(old) !== canonical(now))
    cursor.report({ kind: 'xml-changed', pointer: appendPointer(cursor.pointer, 'xml') });
};

function compareDeprecation(before: Merged, after: Merged, cursor: Cursor): void {
  const [old, now] = [before.schema.deprecated === true, after.schema.deprecated === true];
  if (old !== now) cursor.report({ kind: now ? 'deprecated' : 'undeprecated', pointer: cursor.pointer });
}

/**
 * In a request a default decides what happens to a client that says nothing, and the server must apply it; where there
 * was none before, only the server has something to learn. In a response it is advice.
 */
function compareDefault(before: Merged, after: Merged, cursor: Cursor): void {
  const [old, now] = [before.schema.default, after.schema.default];
  if (canonical(old) === canonical(now)) return;
  const breaks = old === undefined ? (['server'] as const) : (['client', 'server'] as const);
  cursor.report({
    kind: 'default-changed',
    pointer: appendPointer(cursor.pointer, 'default'),
    ...(old !== undefined && { before: old }),
    ...(now !== undefined && { after: now }),
    breaks: cursor.part === 'request' ? breaks : [],
  });
}
