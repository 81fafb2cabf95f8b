import { type Api, appendPointer, type Schema, type SchemaObject } from '@openxs2a/ir';
import { breaksOfAdded, breaksOfRemoved } from '../breaks.ts';
import type { Part } from '../change.ts';
import type { Cursor, Merged, Rule } from './cursor.ts';
import { mapAt, textsAt } from './keywords.ts';
import { resolve } from './resolve.ts';

export const compareProperties: Rule = (before, after, cursor) => {
  const old = membersOf(before, cursor.before, cursor.part);
  const now = membersOf(after, cursor.after, cursor.part);
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const pointer = pointerOf(name, before, after, cursor.pointer);
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined && is !== undefined) reportAdded(is, pointer, isClosed(before.schema), cursor);
    else if (was !== undefined && is === undefined) reportRemoved(was, pointer, isClosed(after.schema), cursor);
    else if (was !== undefined && is !== undefined) compareMember(was, is, pointer, cursor);
  }
};

interface Property {
  readonly schema: Schema;
  readonly required: boolean;
}

/** The properties that this direction can carry: what is read-only is never sent, what is write-only never returned. */
function membersOf(merged: Merged, api: Api, part: Part): ReadonlyMap<string, Property> {
  const required = new Set(textsAt(merged.schema, 'required'));
  const members = new Map<string, Property>();
  for (const [name, schema] of mapAt(merged.schema, 'properties')) {
    if (isVisible(resolve(api, schema), schema, part)) members.set(name, { schema, required: required.delete(name) });
    else required.delete(name);
  }
  // a name that is required but not declared is a property of any form
  for (const name of required) members.set(name, { schema: true, required: true });
  return members;
}

function isVisible(resolved: Schema, written: Schema, part: Part): boolean {
  const keyword = part === 'response' ? 'writeOnly' : 'readOnly';
  const hides = (schema: Schema): boolean => (typeof schema === 'boolean' ? !schema : schema[keyword] === true);
  return !hides(resolved) && !hides(written);
}

/** A property that a shared component brings in is reported at the component, where it changed. */
function pointerOf(name: string, before: Merged, after: Merged, pointer: string): string {
  return after.origins.get(name) ?? before.origins.get(name) ?? appendPointer(pointer, 'properties', name);
}

function compareMember(was: Property, is: Property, pointer: string, cursor: Cursor): void {
  if (was.required !== is.required) {
    const kind = is.required ? 'property-now-required' : 'property-now-optional';
    cursor.report({ kind, pointer });
  }
  cursor.compare(was.schema, is.schema, pointer);
}

function reportAdded(property: Property, pointer: string, closed: boolean, cursor: Cursor): void {
  const kind = property.required ? 'required-property-added' : 'optional-property-added';
  cursor.report({ kind, pointer, breaks: breaksOfAdded(cursor.part, { required: property.required, closed }) });
}

function reportRemoved(property: Property, pointer: string, closed: boolean, cursor: Cursor): void {
  const kind = property.required ? 'required-property-removed' : 'optional-property-removed';
  cursor.report({ kind, pointer, breaks: breaksOfRemoved(cursor.part, { required: property.required, closed }) });
}

function isClosed(schema: SchemaObject): boolean {
  return schema.additionalProperties === false || schema.unevaluatedProperties === false;
}
