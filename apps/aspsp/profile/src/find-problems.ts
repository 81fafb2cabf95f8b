import { IsArray, IsObject, IsRecord, type TSchema, Type } from 'typebox';
import { Errors } from 'typebox/value';
import type { ProfileProblem } from './profile-error.ts';
import { suggest } from './suggest.ts';

/**
 * What a schema finds wrong with a value, one problem for each place. Each place is asked for itself, since a whole is
 * reported with its first few errors only.
 */
export function findProblems(schema: TSchema, value: unknown, pointer = ''): ProfileProblem[] {
  const [finding] = Errors(withoutParts(schema), value);
  if (finding !== undefined) return [{ pointer, problem: wordsOf(finding) }];
  if (IsArray(schema)) return asList(value).flatMap((part, at) => findProblems(schema.items, part, `${pointer}/${at}`));
  if (IsRecord(schema)) {
    const [part = Type.Never()] = Object.values(schema.patternProperties);
    return entriesOf(value).flatMap(([key, member]) => findProblems(part, member, pointTo(pointer, key)));
  }
  if (!IsObject(schema)) return [];
  const known = Object.keys(schema.properties);
  return entriesOf(value).flatMap(([key, member]) => {
    const property = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    if (property === undefined) return [{ pointer: pointTo(pointer, key), problem: describeUnknown(key, known) }];
    return findProblems(property, member, pointTo(pointer, key));
  });
}

function withoutParts(schema: TSchema): TSchema {
  if (IsArray(schema)) return { ...schema, items: {} };
  return IsObject(schema) || IsRecord(schema) ? Type.Object({}) : schema;
}

function describeUnknown(key: string, known: readonly string[]): string {
  const meant = suggest(key, known);
  return meant === undefined ? `is not known here; known are ${known.join(', ')}` : `is not known; was ${meant} meant?`;
}

function wordsOf({ message, params }: { readonly message: string; readonly params: object }): string {
  if (!('allowedValues' in params) || !Array.isArray(params.allowedValues)) return message;
  return `must be one of ${params.allowedValues.join(', ')}`;
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** A member as part of a JSON pointer (RFC 6901, section 3). */
export function pointTo(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
