import { typesOf } from './flatten.ts';
import { findFormat } from './formats.ts';
import { isRecord, listOf, mapOf, namesOf, type SchemaObject } from './json-schema.ts';
import { matches } from './matches.ts';
import { escapeName, type Site } from './sites.ts';

/** One rule of a schema, broken once. */
export interface Breach {
  readonly rule: string;
  /** Where the problem is to be told, below the site. */
  readonly at: string;
  /** What stands at the site. */
  readonly value: unknown;
}

/** Each rule of a site broken, alone as far as the rules let it. */
export function listBreaches(site: Site): readonly Breach[] {
  return BREAKERS.flatMap((breaker) => breaker(site.own, site.good, site.item));
}

type Breaker = (own: SchemaObject, good: unknown, item: unknown) => readonly Breach[];

const NOWHERE = { schemas: {}, direction: 'request', bytes: false } as const;

const BREAKERS: readonly Breaker[] = [
  breakType,
  breakValue,
  breakLength,
  breakPattern,
  breakFormat,
  breakRange,
  breakList,
  breakObject,
  breakNames,
];

const one = (rule: string, value: unknown, at = ''): readonly Breach[] => [{ rule, at, value }];

function breakType(own: SchemaObject): readonly Breach[] {
  const types = typesOf(own);
  if (own['type'] === undefined) return [];
  const samples: readonly (readonly [string, unknown])[] = [
    ['object', {}],
    ['string', 'text'],
    ['number', 5],
    ['boolean', true],
    ['null', null],
    ['array', []],
  ];
  const others = samples.filter(([type]) => !types.includes(type) && !(type === 'number' && types.includes('integer')));
  const fractions = types.includes('integer') && !types.includes('number') ? one('type', 1.5) : [];
  return [...others.map(([, value]) => ({ rule: 'type', at: '', value })), ...fractions];
}

function breakValue(own: SchemaObject, good: unknown): readonly Breach[] {
  const rule = 'const' in own ? 'const' : own['enum'] === undefined ? undefined : 'enum';
  if (rule === undefined) return [];
  const { const: _, enum: __, ...rest } = own;
  const values = [`${String(good)}x`, 'no-such-value', 'zz', 0, 987_654_321, true, null];
  const value = values.find((item) => matches(withoutRefs(rest), item, NOWHERE) && !matches(own, item, NOWHERE));
  return value === undefined ? [] : one(rule, value);
}

/** The rules of one value, without what is below it. */
function withoutRefs(own: SchemaObject): SchemaObject {
  const { properties: _, items: __, additionalProperties: ___, ...rest } = own;
  return rest;
}

function breakLength(own: SchemaObject, good: unknown): readonly Breach[] {
  if (typeof good !== 'string' || own['enum'] !== undefined || 'const' in own) return [];
  const { minLength, maxLength } = own as { minLength?: number; maxLength?: number };
  const short =
    minLength === undefined || minLength === 0 ? [] : one('minLength', [...good].slice(0, minLength - 1).join(''));
  const long = maxLength === undefined ? [] : one('maxLength', 'x'.repeat(maxLength + 1));
  return [...short, ...long];
}

function breakPattern(own: SchemaObject, good: unknown): readonly Breach[] {
  if (typeof good !== 'string' || typeof own['pattern'] !== 'string') return [];
  const { pattern: _, format: __, ...rest } = own;
  const texts = [
    `!!${good}!!`,
    `${good}!`,
    `!${good}`,
    '!!',
    '!',
    `!${Array.from(good).slice(1).join('')}`,
    `${Array.from(good).slice(0, -1).join('')}!`,
    '',
    'x'.repeat(good.length),
    '#'.repeat(good.length),
  ];
  const fitting = texts.filter((text) => matches(rest, text, NOWHERE) && !matches(own, text, NOWHERE));
  // The first that is tried has a match in the middle: a pattern speaks of the whole.
  return fitting.slice(0, 2).flatMap((text) => one('pattern', text));
}

function breakFormat(own: SchemaObject, good: unknown): readonly Breach[] {
  const { format, ...rest } = own;
  if (typeof good === 'number') {
    return format === 'int32' && matches({ ...rest, format: 'none' }, 2 ** 31, NOWHERE) ? one('format', 2 ** 31) : [];
  }
  if (typeof good !== 'string' || own['enum'] !== undefined) return [];
  const texts = findFormat(format)?.broken ?? [];
  return texts.filter((text) => matches(rest, text, NOWHERE)).flatMap((text) => one('format', text));
}

function breakRange(own: SchemaObject, good: unknown): readonly Breach[] {
  if (typeof good !== 'number') return [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = own as Record<
    string,
    number | undefined
  >;
  const step = multipleOf ?? 1;
  return [
    ...(minimum === undefined ? [] : one('minimum', minimum - step)),
    ...(maximum === undefined ? [] : one('maximum', maximum + step)),
    ...(exclusiveMinimum === undefined ? [] : one('exclusiveMinimum', exclusiveMinimum)),
    ...(exclusiveMaximum === undefined ? [] : one('exclusiveMaximum', exclusiveMaximum)),
    ...(multipleOf === undefined || multipleOf === 1
      ? []
      : one('multipleOf', Number((good + multipleOf / 2).toFixed(10)))),
  ];
}

function breakList(own: SchemaObject, good: unknown, spare?: unknown): readonly Breach[] {
  if (!Array.isArray(good)) return [];
  const { minItems, maxItems, uniqueItems, items, prefixItems } = own as {
    minItems?: number;
    maxItems?: number;
  } & SchemaObject;
  const first = good[0] ?? spare;
  const tooMany = Array.from({ length: (maxItems ?? 0) + 1 }, (_, at) => good[at] ?? vary(first, at));
  const full = listOf(prefixItems).length;
  return [
    ...(minItems === undefined || minItems === 0 ? [] : one('minItems', good.slice(0, minItems - 1))),
    ...(maxItems === undefined || (maxItems > 0 && first === undefined) ? [] : one('maxItems', tooMany)),
    ...(uniqueItems === true && first !== undefined && (maxItems ?? 2) > 1
      ? one('uniqueItems', [first, first], '/1')
      : []),
    ...(items === false && full > 0 && good.length === full ? one('items', [...good, 1], `/${full}`) : []),
  ];
}

/** Another value of the same kind, where lists hold nothing twice. */
function vary(value: unknown, at: number): unknown {
  const letter = String.fromCharCode(97 + (at % 26));
  if (typeof value === 'string') return `${Array.from(value).slice(0, -1).join('')}${letter}`;
  return typeof value === 'number' ? value + at : value;
}

function breakObject(own: SchemaObject, good: unknown): readonly Breach[] {
  if (!isRecord(good)) return [];
  const required = namesOf(own['required']).filter((name) => Object.hasOwn(good, name));
  const { minProperties, maxProperties, additionalProperties, dependentRequired } = own as Record<string, unknown>;
  const more = Object.fromEntries(
    Array.from({ length: Number(maxProperties ?? 0) + 1 }, (_, at) => [`m${at}`, Object.values(good)[0] ?? 'x']),
  );
  return [
    ...required.flatMap((name) => one('required', without(good, name), `/${escapeName(name)}`)),
    ...(additionalProperties === false ? one('additionalProperties', { ...good, zz9: 'x' }, '/zz9') : []),
    ...(typeof minProperties === 'number' && minProperties > 0 ? one('minProperties', {}) : []),
    ...(typeof maxProperties === 'number' ? one('maxProperties', { ...more }) : []),
    ...(isRecord(dependentRequired) ? breakDependents(dependentRequired, good, own) : []),
  ];
}

function breakDependents(
  dependents: Readonly<Record<string, unknown>>,
  good: Readonly<Record<string, unknown>>,
  own: SchemaObject,
): readonly Breach[] {
  const properties = new Map(mapOf(own['properties']));
  return Object.entries(dependents).flatMap(([name, others]) =>
    namesOf(others)
      .filter((other) => !namesOf(own['required']).includes(other) && properties.has(name))
      .flatMap((other) =>
        one('dependentRequired', { ...without(good, other), [name]: good[name] ?? 'x' }, `/${escapeName(other)}`),
      ),
  );
}

function breakNames({ propertyNames }: SchemaObject, good: unknown): readonly Breach[] {
  if (!isRecord(good) || !isRecord(propertyNames)) return [];
  const name = ['x'.repeat(Number(propertyNames['maxLength'] ?? 0) + 1), '!!'].find(
    (text) => !matches(propertyNames, text, NOWHERE),
  );
  return name === undefined ? [] : one('propertyNames', { [name]: Object.values(good)[0] ?? 1 }, `/${name}`);
}

function without(value: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  const { [name]: _, ...rest } = value;
  return rest;
}
