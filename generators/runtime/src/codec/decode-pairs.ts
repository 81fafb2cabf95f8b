import type { ParameterDescriptor, Shape } from '../descriptor.ts';
import { readDocument } from './document.ts';
import { layOutPairs } from './encode-pairs.ts';
import { readFlat } from './flat.ts';
import type { RawPairs } from './form-pairs.ts';
import { setOwn } from './own.ts';
import { decodeText } from './percent.ts';
import { codecError, type Problem } from './problem.ts';
import { fitsShape, readScalar, shapeOfProperty } from './scalar.ts';

type PairField = Omit<ParameterDescriptor, 'in'>;

const MAX_DEPTH = 32;

/**
 * Reads one query parameter, cookie or form field from the pairs; undefined where it is absent. A value that comes
 * twice and is no list throws CodecError (`duplicate`): two readers of the request could each take another one.
 * Throws URIError for malformed percent-encoding and SyntaxError for malformed JSON.
 *
 * `taken` holds the names that other fields claim, for objects whose properties stand as pairs of their own.
 */
export function decodePairs(
  field: PairField,
  pairs: RawPairs,
  place: Problem['place'],
  taken: ReadonlySet<string>,
): unknown {
  if (field.contentType !== undefined) {
    const text = onlyValue([field.name], pairs.get(field.name), place);
    return text === undefined ? undefined : readDocument(field, decodeText(text));
  }
  const { shape } = field;
  if (isScalar(shape)) return readOne(field, shape, pairs, place);
  if (field.style === 'deepObject') return readDeep(field, pairs, place) ?? readExploded(field, pairs, place, taken);
  if (!(field.explode ?? (field.style === undefined || field.style === 'form'))) return readJoined(field, pairs, place);
  return readExploded(field, pairs, place, taken);
}

function readOne(field: PairField, shape: Shape, pairs: RawPairs, place: Problem['place']): unknown {
  const text = onlyValue([field.name], pairs.get(field.name), place);
  return text === undefined ? undefined : readScalar(decodeText(text), shape);
}

function readJoined(field: PairField, pairs: RawPairs, place: Problem['place']): unknown {
  const text = onlyValue([field.name], pairs.get(field.name), place);
  return text === undefined
    ? undefined
    : readFlat(toStrictDelimiters(field, text), field.shape, layOutPairs(field, decodeText, decodeText));
}

/** Clients write the delimiter in several ways: `|` bare, and `,` encoded, which only text could mean for itself. */
function toStrictDelimiters(field: PairField, text: string): string {
  if (field.style === 'pipeDelimited') return text.replace(/\||%7c/g, '%7C');
  if (field.style === 'spaceDelimited') return text;
  return holdsText(field.shape) ? text : text.replace(/%2c/gi, ',');
}

function holdsText(shape: Shape): boolean {
  if (typeof shape === 'string') return shape === 'string' || shape === 'any';
  if ('first' in shape) return shape.first.some(holdsText);
  return 'array' in shape ? holdsText(shape.array) : true;
}

const isScalar = (shape: Shape): boolean =>
  typeof shape === 'string' || ('first' in shape && shape.first.every(isScalar));

function readExploded(field: PairField, pairs: RawPairs, place: Problem['place'], taken: ReadonlySet<string>): unknown {
  const { shape } = field;
  if (typeof shape !== 'object') return readOne(field, shape, pairs, place);
  if ('first' in shape) return readAlternative(field, shape.first, pairs, place, taken);
  if ('array' in shape) return pairs.get(field.name)?.map((text) => readScalar(decodeText(text), shape.array));
  const object: Record<string, unknown> = {};
  for (const [name, values] of pairs) {
    const declared = Object.hasOwn(shape.object, name);
    if (!declared && (shape.rest === undefined || (taken.has(name) && name !== field.name))) continue;
    setOwn(object, name, readValues([field.name, name], values, shapeOfProperty(shape, name), place));
  }
  return Object.keys(object).length === 0 ? undefined : object;
}

/** A single pair is a single value where one of the alternatives is; else the first list or object that is there. */
function readAlternative(
  field: PairField,
  members: readonly Shape[],
  pairs: RawPairs,
  place: Problem['place'],
  taken: ReadonlySet<string>,
): unknown {
  const scalars: Shape = { first: members.filter(isScalar) };
  const single = pairs.get(field.name)?.length === 1 ? readOne(field, scalars, pairs, place) : undefined;
  if (single !== undefined && fitsShape(single, scalars)) return single;
  const structured = members.filter((member) => !isScalar(member));
  const values = structured.map((member) => readExploded({ ...field, shape: member }, pairs, place, taken));
  return values.find((value) => value !== undefined) ?? single;
}

function readValues(
  keys: readonly string[],
  values: readonly string[],
  shape: Shape,
  place: Problem['place'],
): unknown {
  if (typeof shape === 'object' && 'array' in shape)
    return values.map((text) => readScalar(decodeText(text), shape.array));
  return readScalar(decodeText(onlyValue(keys, values, place) ?? ''), shape);
}

function readDeep(field: PairField, pairs: RawPairs, place: Problem['place']): unknown {
  const object: Record<string, unknown> = {};
  for (const [name, values] of pairs) {
    if (!name.startsWith(`${field.name}[`) || !name.endsWith(']')) continue;
    const keys = name.slice(field.name.length + 1, -1).split('][');
    if (keys.length > MAX_DEPTH) throw codecError(place, field.name, 'depth', `"${field.name}" is nested too deeply.`);
    placeDeep(object, keys, field.shape, (shape) => readValues([field.name, ...keys], values, shape, place));
  }
  return Object.keys(object).length === 0 ? undefined : object;
}

function placeDeep(
  object: Record<string, unknown>,
  keys: readonly string[],
  shape: Shape,
  read: (shape: Shape) => unknown,
): void {
  const [key = '', ...rest] = keys;
  const inner = shapeOfProperty(pickObject(shape), key);
  if (rest.length === 0) {
    setOwn(object, key, read(inner));
    return;
  }
  const existing = Object.hasOwn(object, key) ? object[key] : undefined;
  const nested = fitsShape(existing, { object: {} }) ? (existing as Record<string, unknown>) : {};
  setOwn(object, key, nested);
  placeDeep(nested, rest, inner, read);
}

function pickObject(shape: Shape): Shape {
  if (typeof shape !== 'object' || !('first' in shape)) return shape;
  return shape.first.find((member) => typeof member === 'object' && 'object' in member) ?? 'any';
}

function onlyValue(
  keys: readonly string[],
  values: readonly string[] | undefined,
  place: Problem['place'],
): string | undefined {
  if (values !== undefined && values.length > 1) {
    throw codecError(place, keys, 'duplicate', `"${keys.join('.')}" must not occur more than once.`);
  }
  return values?.[0];
}
