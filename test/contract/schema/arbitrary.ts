import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { flatten, typesOf } from './flatten.ts';
import { findFormat } from './formats.ts';
import { mapOf, namesOf, type Reading, type Schema, type SchemaObject } from './json-schema.ts';
import { matches } from './matches.ts';
import { isRecursive } from './recursive.ts';

/** Where a value travels decides which texts it can have; `parts` are the fields of a form and the parts of a body. */
export type Carrier = 'json' | 'parts' | 'header' | 'query' | 'path' | 'cookie';

export interface Wanted extends Reading {
  readonly carrier: Carrier;
}

/** How many levels of a value are filled; below, only what must be there. */
const DEPTH = 7;

type Memory = Map<Schema, Map<number, fc.Arbitrary<unknown>>>;

/** Makes arbitraries of schemas: values that fit, with and without what is optional, at the bounds and inside. */
export function createArbitraries(wanted: Wanted): (schema: Schema) => fc.Arbitrary<unknown> {
  const memory: Memory = new Map();
  return (schema) => {
    const made = generate(schema, wanted, DEPTH, memory);
    if (made === undefined) throw new Error(`Nothing fits ${JSON.stringify(schema).slice(0, 200)}.`);
    return made.filter((value) => matches(schema, value, wanted));
  };
}

function generate(schema: Schema, wanted: Wanted, given: number, memory: Memory): fc.Arbitrary<unknown> | undefined {
  // What holds itself grows by a power of its depth.
  const depth = isRecursive(schema, wanted.schemas) ? given - 3 : given;
  const byDepth = memory.get(schema) ?? new Map<number, fc.Arbitrary<unknown>>();
  memory.set(schema, byDepth);
  const known = byDepth.get(depth);
  if (known !== undefined) return known;
  if (depth < -12) throw new Error('A schema requires itself without an end.');
  const flat = flatten(schema, wanted);
  if (flat === undefined) return undefined;
  const [union, ...others] = flat.unions;
  const made =
    union === undefined
      ? ofTypes(flat.own, wanted, depth, memory)
      : ofUnion(flat.own, union, others, schema, wanted, depth, memory);
  if (made !== undefined) byDepth.set(depth, made);
  return made;
}

/** Each alternative together with what stands beside it. */
function ofUnion(
  own: SchemaObject,
  union: readonly Schema[],
  others: readonly (readonly Schema[])[],
  whole: Schema,
  wanted: Wanted,
  depth: number,
  memory: Memory,
): fc.Arbitrary<unknown> | undefined {
  const alternatives = union.flatMap((alternative) => {
    const rest = others.map((anyOf) => ({ anyOf }));
    const made = generate({ allOf: [own, alternative, ...rest] }, wanted, depth - 1, memory);
    return made === undefined ? [] : [made];
  });
  if (alternatives.length === 0) return undefined;
  return fc.oneof(...alternatives).filter((value) => matches(whole, value, wanted));
}

function ofTypes(own: SchemaObject, wanted: Wanted, depth: number, memory: Memory): fc.Arbitrary<unknown> | undefined {
  if ('const' in own) return fc.constant(own['const']);
  if (Array.isArray(own['enum'])) {
    const fitting = own['enum'].filter((value) => matches(own, value, wanted));
    return fitting.length === 0 ? undefined : fc.constantFrom<unknown>(...fitting);
  }
  const types = typesOf(own);
  const made = (types.length === 0 ? ['any'] : types).flatMap((type) => ofType(type, own, wanted, depth, memory) ?? []);
  return made.length === 0 ? undefined : fc.oneof(...made);
}

function ofType(
  type: string,
  own: SchemaObject,
  wanted: Wanted,
  depth: number,
  memory: Memory,
): fc.Arbitrary<unknown> | undefined {
  switch (type) {
    case 'string':
      return wanted.bytes && own['format'] === 'binary' ? fc.uint8Array({ maxLength: 64 }) : ofText(own, wanted);
    case 'integer':
      return ofInteger(own);
    case 'number':
      return ofNumber(own);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return ofList(own, wanted, depth, memory);
    case 'object':
      return ofObject(own, wanted, depth, memory);
    default:
      return wanted.carrier === 'json' ? anything() : ofText(own, wanted);
  }
}

function anything(): fc.Arbitrary<unknown> {
  return fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }).map(withoutNegativeZero);
}

/** JSON has no way to say it. */
function withoutNegativeZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Texts that the carrier can carry; one with white space at an end of a header, or `..` as a path, is not itself any more. */
const UNITS: Readonly<Record<Carrier, fc.Arbitrary<string>>> = {
  json: fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
    fc.string({ unit: ANY_CHARACTER, minLength: 1, maxLength: 1 }),
  ),
  header: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  parts: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  query: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  path: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  cookie: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
};

function isCarried(text: string, carrier: Carrier): boolean {
  if (carrier === 'header') return /^[\x20-\x7e]*$/.test(text) && text.trim() === text;
  if (carrier === 'path') return text !== '' && text !== '.' && text !== '..';
  return text.isWellFormed();
}

function ofText(own: SchemaObject, wanted: Wanted): fc.Arbitrary<string> {
  const {
    minLength = 0,
    maxLength,
    pattern,
    format,
  } = own as { minLength?: number; maxLength?: number; pattern?: string; format?: string };
  const fits = (text: string) => isCarried(text, wanted.carrier) && matches(own, text, wanted);
  const known = findFormat(format);
  if (known !== undefined) return known.arbitrary.filter(fits);
  if (pattern !== undefined) return matching(pattern, maxLength).filter(fits);
  const least = wanted.carrier === 'path' ? Math.max(1, minLength) : minLength;
  const most = Math.min(maxLength ?? least + 24, Math.max(least + 24, 40));
  const usual = ofLength(wanted.carrier, least, Math.max(least, most));
  const longest = maxLength !== undefined && maxLength <= 2000 ? [fc.constant('x'.repeat(maxLength))] : [];
  return fc.oneof({ weight: 6, arbitrary: usual }, ...longest).filter(fits);
}

const ofLength = once((carrier: Carrier, minLength: number, maxLength: number) =>
  fc.string({ unit: UNITS[carrier], minLength, maxLength }),
);

/** fast-check does not know every construct; what it does not know must be told here. */
const matching = once((pattern: string, maxLength: number | undefined) => {
  const expression = new RegExp(pattern, 'u');
  return fc.stringMatching(expression, { size: 'small', ...(maxLength === undefined ? {} : { maxLength }) });
});

/** Documents say the same of many texts, and fast-check takes long to make an arbitrary of any. */
function once<Key extends readonly (string | number | undefined)[]>(
  make: (...key: Key) => fc.Arbitrary<string>,
): (...key: Key) => fc.Arbitrary<string> {
  const made = new Map<string, fc.Arbitrary<string>>();
  return (...key) => {
    const name = JSON.stringify(key);
    const arbitrary = made.get(name) ?? make(...key);
    made.set(name, arbitrary);
    return arbitrary;
  };
}

function ofInteger(own: SchemaObject): fc.Arbitrary<number> {
  const step = typeof own['multipleOf'] === 'number' && Number.isInteger(own['multipleOf']) ? own['multipleOf'] : 1;
  const [min, max] = boundsOf(own, own['format'] === 'int32' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER);
  return fc.integer({ min: Math.ceil(min / step), max: Math.floor(max / step) }).map((value) => value * step + 0);
}

function boundsOf(own: SchemaObject, limit: number): [min: number, max: number] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = own as Record<string, number | undefined>;
  return [
    Math.max(minimum ?? -limit, exclusiveMinimum === undefined ? -limit : Math.floor(exclusiveMinimum) + 1),
    Math.min(maximum ?? limit, exclusiveMaximum === undefined ? limit : Math.ceil(exclusiveMaximum) - 1),
  ];
}

function ofNumber(own: SchemaObject): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = own as Record<
    string,
    number | undefined
  >;
  const min = minimum ?? exclusiveMinimum ?? -1e9;
  const max = maximum ?? exclusiveMaximum ?? 1e9;
  if (multipleOf !== undefined) {
    const whole = fc.integer({ min: Math.ceil(min / multipleOf), max: Math.floor(max / multipleOf) });
    return whole
      .map((value) => Number((value * multipleOf).toFixed(10)))
      .filter((value) => matches(own, value, NOWHERE));
  }
  return fc
    .double({ min, max, noNaN: true })
    .map((value) => value + 0)
    .filter((value) => matches(own, value, NOWHERE));
}

const NOWHERE: Reading = { schemas: {}, direction: 'request', bytes: false };

function ofList(own: SchemaObject, wanted: Wanted, depth: number, memory: Memory): fc.Arbitrary<unknown> | undefined {
  const items = generate((own['items'] ?? true) as Schema, wanted, depth - 1, memory);
  const inText = !isJson(wanted);
  // A list without items leaves no trace in a query or a header.
  const least = Math.max(Number(own['minItems'] ?? 0), inText ? 1 : 0);
  const most = Math.min(Number(own['maxItems'] ?? Number.POSITIVE_INFINITY), depth > 0 ? least + 3 : least);
  if (items === undefined) return least === 0 ? fc.constant([]) : undefined;
  const item = inText ? items.filter((value) => !/[,|\s]|^$/.test(String(value))) : items;
  const limits = { minLength: least, maxLength: Math.max(least, most) };
  return own['uniqueItems'] === true
    ? fc.uniqueArray(item, { ...limits, selector: (value) => JSON.stringify(value) })
    : fc.array(item, limits);
}

function ofObject(own: SchemaObject, wanted: Wanted, depth: number, memory: Memory): fc.Arbitrary<unknown> | undefined {
  if (own['maxProperties'] === 0) return fc.constant({});
  const required = new Set(namesOf(own['required']));
  const members = new Map<string, fc.Arbitrary<unknown>>();
  const properties = new Map(mapOf(own['properties']));
  for (const name of new Set([...required, ...properties.keys()])) {
    if (depth <= 0 && !required.has(name)) continue;
    const made = generate(
      properties.get(name) ?? ((own['additionalProperties'] ?? true) as Schema),
      wanted,
      depth - 1,
      memory,
    );
    if (made !== undefined) members.set(name, made);
    else if (required.has(name)) return undefined;
  }
  const known = fc.record(Object.fromEntries(members), { requiredKeys: [...required], noNullPrototype: true });
  const made = withOthers(known, own, properties, wanted, depth, memory);
  // An object without properties leaves no trace in a query or a header.
  const least = isJson(wanted) ? 0 : 1;
  return made.filter((value) => Object.keys(value).length >= least && matches(counts(own), value, wanted));
}

function counts({ minProperties, maxProperties, dependentRequired }: SchemaObject): SchemaObject {
  const given = Object.entries({ minProperties, maxProperties, dependentRequired }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given);
}

/** Now and then properties that no schema names, where they are allowed. */
function withOthers(
  known: fc.Arbitrary<object>,
  own: SchemaObject,
  properties: ReadonlyMap<string, Schema>,
  wanted: Wanted,
  depth: number,
  memory: Memory,
): fc.Arbitrary<object> {
  const rest = own['additionalProperties'] as Schema | undefined;
  if (rest === false || own['propertyNames'] !== undefined || !isJson(wanted) || depth <= 0) return known;
  const values = ofOther(rest, wanted, depth, memory);
  if (values === undefined) return known;
  const names = OTHER_NAMES.filter((name) => !properties.has(name));
  const least = Number(own['minProperties'] ?? 0);
  const others = fc.dictionary(names, values, { minKeys: least, maxKeys: least + 2, noNullPrototype: true });
  const some = fc.tuple(known, others).map(([left, right]) => ({ ...right, ...left }));
  return least > 0 || rest !== undefined
    ? some
    : fc.oneof({ weight: 5, arbitrary: known }, { weight: 1, arbitrary: some });
}

/** A part that nothing speaks of is text. */
function ofOther(
  rest: Schema | undefined,
  wanted: Wanted,
  depth: number,
  memory: Memory,
): fc.Arbitrary<unknown> | undefined {
  if (rest !== undefined && rest !== true) return generate(rest, wanted, depth - 1, memory);
  return wanted.carrier === 'parts' ? OTHER_TEXTS : OTHER_VALUES;
}

const OTHER_NAMES = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom('constructor', 'a/b~c'));
const OTHER_TEXTS = fc.string({ unit: 'grapheme' });
const OTHER_VALUES = fc.oneof(fc.constantFrom(null, 0, 'x', false, []), OTHER_TEXTS);

function isJson({ carrier }: Wanted): boolean {
  return carrier === 'json' || carrier === 'parts';
}
