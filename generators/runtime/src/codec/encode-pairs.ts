import type { ParameterDescriptor } from '../descriptor.ts';
import { printDocument } from './document.ts';
import { DelimiterError, type FlatLayout, printFlat } from './flat.ts';
import { encodeText, encodeTextKeepingReserved } from './percent.ts';
import { CodecError, codecError, type Problem } from './problem.ts';
import { printScalar } from './scalar.ts';

export type Pair = readonly [name: string, value: string];
type Field = Pick<ParameterDescriptor, 'name' | 'style' | 'explode' | 'allowReserved' | 'contentType'>;

/** The percent-encoded pairs of one query parameter, cookie or form field. Throws CodecError. */
export function encodePairs(field: Field, value: unknown, place: Problem['place']): readonly Pair[] {
  try {
    return writePairs(field, value);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    const rule = error instanceof DelimiterError ? 'delimiter' : 'encoding';
    throw codecError(place, field.name, rule, `The value of "${field.name}" cannot be written.`, error);
  }
}

function writePairs(field: Field, value: unknown): readonly Pair[] {
  const name = encodeText(field.name);
  const encode = field.allowReserved === true ? encodeTextKeepingReserved : encodeText;
  if (field.contentType !== undefined) return [[name, encode(printDocument(field, value))]];
  if (typeof value !== 'object' || value === null) return [[name, encode(printScalar(value))]];
  if (isDeep(field) && !Array.isArray(value)) return writeDeep(field.name, value, encode);
  if (!isDeep(field) && !(field.explode ?? isForm(field)))
    return [[name, printFlat(value, layOutPairs(field, encode))]];
  if (Array.isArray(value)) return value.map((item) => [name, encode(printScalar(item))]);
  return definedEntries(value).map(([key, item]) => [encodeText(key), encode(printScalar(item))]);
}

/** OpenAPI gives the style to objects only; lists are repeated, as most do. */
const isDeep = (field: Field) => field.style === 'deepObject';
const isForm = (field: Field) => field.style === undefined || field.style === 'form';

function writeDeep(prefix: string, value: object, encode: (text: string) => string): readonly Pair[] {
  return definedEntries(value).flatMap(([key, item]): readonly Pair[] => {
    if (/[[\]]/.test(key)) throw new DelimiterError();
    const name = `${prefix}[${key}]`;
    if (Array.isArray(item)) return item.map((member) => [encodeText(name), encode(printScalar(member))]);
    if (typeof item === 'object' && item !== null) return writeDeep(name, item, encode);
    return [[encodeText(name), encode(printScalar(item))]];
  });
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

/** The layout of a list or an object in one value; the delimiters of two styles are percent-encoded themselves. */
export function layOutPairs(
  field: Field,
  encode: FlatLayout['encode'],
  decode: FlatLayout['decode'] = identity,
): FlatLayout {
  const separator = field.style === 'spaceDelimited' ? '%20' : field.style === 'pipeDelimited' ? '%7C' : ',';
  return { separator, explode: false, encode, decode };
}

const identity = (text: string) => text;
