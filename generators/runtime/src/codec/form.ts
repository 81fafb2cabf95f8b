import type { MediaDescriptor, ParameterDescriptor, PartDescriptor } from '../descriptor.ts';
import { decodePairs } from './decode-pairs.ts';
import { encodePairs } from './encode-pairs.ts';
import { parsePairs, type RawPairs } from './form-pairs.ts';
import { getOwn, setOwn } from './own.ts';
import { decodeText } from './percent.ts';
import { CodecError, codecError, type Problem, toProblem } from './problem.ts';
import { printPairs } from './query.ts';

/** `application/x-www-form-urlencoded`; fields that nothing declares travel as text, lists of them as repeated fields. */
export function writeForm(media: MediaDescriptor, value: unknown): string {
  const fields = Object.entries(toRecord(value)).filter(([, item]) => item !== undefined);
  return printPairs(
    fields.flatMap(([name, item]) => encodePairs(toField(name, getOwn(media.parts, name)), item, 'body')),
    '&',
  );
}

export function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw codecError('body', undefined, 'type', 'The body must be an object of its fields.');
}

/** A form field follows the rules of a query parameter. */
function toField(name: string, part: PartDescriptor | undefined): ParameterDescriptor {
  if (part === undefined) return { name, in: 'query', shape: 'any' };
  const { shape, repeated, contentType, style, explode } = part;
  if (repeated === true) return { name, in: 'query', shape: { array: shape } };
  const layout = { ...(style === undefined ? {} : { style }), explode: explode ?? false };
  return { name, in: 'query', shape, ...layout, ...(contentType === undefined ? {} : { contentType }) };
}

/** Throws CodecError for malformed percent-encoding or JSON and for a field that comes twice and is no list. */
export function readForm(media: MediaDescriptor, text: string): Record<string, unknown> {
  const malformed: string[] = [];
  const pairs = parsePairs(text, decodeText, malformed);
  const problems: Problem[] = malformed.map((name) => malformedField(name));
  const body: Record<string, unknown> = {};
  for (const field of listFields(media, pairs)) {
    const value = readField(field, pairs, media, problems);
    if (value !== undefined) setOwn(body, field.name, value);
  }
  if (problems.length > 0) throw new CodecError(problems);
  return body;
}

const malformedField = (name: string): Problem =>
  toProblem('body', name, 'encoding', 'A field of the form is malformed percent-encoding.');

function listFields(media: MediaDescriptor, pairs: RawPairs): readonly ParameterDescriptor[] {
  const declared = Object.entries(media.parts ?? {}).map(([name, part]) => toField(name, part));
  const claimed = declared.filter((field) => typeof field.shape === 'object' && 'object' in field.shape);
  const isClaimed = (name: string) => claimed.some((field) => claims(field, name));
  const names = [...pairs.keys()].filter((name) => getOwn(media.parts, name) === undefined && !isClaimed(name));
  return [...declared, ...names.map((name) => toUndeclared(name, pairs))];
}

/** Whether the pair is a property of an object that is laid out over several pairs. */
function claims({ name, style, explode, shape, contentType }: ParameterDescriptor, pair: string): boolean {
  if (contentType !== undefined) return false;
  if (style === 'deepObject') return pair.startsWith(`${name}[`);
  return explode === true && typeof shape === 'object' && 'object' in shape && Object.hasOwn(shape.object, pair);
}

function toUndeclared(name: string, pairs: RawPairs): ParameterDescriptor {
  return { name, in: 'query', shape: (pairs.get(name)?.length ?? 0) > 1 ? { array: 'any' } : 'any' };
}

function readField(field: ParameterDescriptor, pairs: RawPairs, media: MediaDescriptor, problems: Problem[]): unknown {
  try {
    return decodePairs(field, pairs, 'body', new Set(Object.keys(media.parts ?? {})));
  } catch (error) {
    if (error instanceof CodecError) problems.push(...error.problems);
    else if (error instanceof URIError) problems.push(malformedField(field.name));
    else if (error instanceof SyntaxError)
      problems.push(toProblem('body', field.name, 'json', `"${field.name}" is no JSON.`));
    else throw error;
    return undefined;
  }
}
