import { Settings } from 'typebox/system';
import { afterEach, expect, test } from 'vitest';
import { createInspectors } from './inspector.ts';
import type { Schema, Schemas } from './schema.ts';

const COMPONENTS: Schemas = {
  Tree: {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
    required: ['name'],
    additionalProperties: false,
  },
  Left: { type: 'object', properties: { right: { $ref: '#/components/schemas/Right' } }, additionalProperties: false },
  Right: { type: 'object', properties: { left: { $ref: '#/components/schemas/Left' } }, required: ['left'] },
  Base: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  'camt.052/odd~name': { type: 'string', maxLength: 2 },
};

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** As text: a linter takes an object with a `then` for a promise. */
const CONDITION: Schema = JSON.parse(
  '{ "if": { "properties": { "a": { "const": 1 } } }, "then": { "required": ["b"] }, "else": { "required": ["c"] } }',
);

/** What is expected of a value: nothing, or pointer and rule of what it breaks. */
type Case = readonly [schema: Schema, value: unknown, ...broken: string[]];

const CASES: readonly Case[] = [
  [{ type: 'string' }, 'a'],
  [{ type: 'string' }, 5, ' type'],
  [{ type: ['string', 'null'] }, null],
  [{ type: ['string', 'null'] }, 5, ' type'],
  [{ type: 'integer' }, 1.5, ' type'],
  [{ type: 'object' }, [], ' type'],
  [{ enum: ['a', { b: 1 }] }, { b: 1 }],
  [{ enum: ['a', { b: 1 }] }, { b: 2 }, ' enum'],
  [{ const: { a: [1] } }, { a: [1] }],
  [{ const: { a: [1] } }, { a: [2] }, ' const'],
  [{ minLength: 2 }, 'a', ' minLength'],
  [{ maxLength: 2 }, '😀😀'],
  [{ maxLength: 2 }, 'abc', ' maxLength'],
  [{ pattern: '^[A-Z]+$' }, 'a', ' pattern'],
  [{ pattern: '^\\p{L}$' }, 'é'],
  [{ maxLength: 2, pattern: '^a+$' }, 'bbb', ' maxLength'],
  [{ format: 'date' }, '2026-02-30', ' format'],
  [{ format: 'unheard-of' }, 'anything'],
  [{ type: 'integer', format: 'int32' }, 2147483648, ' format'],
  [{ minimum: 1 }, 0, ' minimum'],
  [{ maximum: 1 }, 2, ' maximum'],
  [{ exclusiveMinimum: 1 }, 1, ' exclusiveMinimum'],
  [{ exclusiveMaximum: 1 }, 1, ' exclusiveMaximum'],
  [{ multipleOf: 0.01 }, 0.07],
  [{ multipleOf: 0.01 }, 0.075, ' multipleOf'],
  [{ minItems: 1 }, [], ' minItems'],
  [{ maxItems: 1 }, [1, 2], ' maxItems'],
  [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }, 3, 3], '/1 uniqueItems', '/3 uniqueItems'],
  [{ items: { type: 'string' } }, ['a', 1, 2], '/1 type', '/2 type'],
  [{ prefixItems: [{ type: 'string' }], items: false }, ['a', 1], '/1 items'],
  [{ prefixItems: [{ type: 'string' }, { type: 'number' }] }, ['a', 'b', 'c'], '/1 type'],
  [{ contains: { const: 1 } }, [2], ' contains'],
  [{ contains: { const: 1 }, minContains: 2 }, [1], ' minContains'],
  [{ contains: { const: 1 }, maxContains: 1 }, [1, 1], ' maxContains'],
  [{ contains: { const: 1 }, minContains: 0 }, []],
  [{ prefixItems: [true], unevaluatedItems: false }, [1, 2], '/1 unevaluatedItems'],
  [{ allOf: [{ prefixItems: [true] }], unevaluatedItems: { type: 'string' } }, [1, 'b', 3], '/2 type'],
  [{ required: ['a/b', 'c'] }, {}, '/a~1b required', '/c required'],
  [{ properties: { a: { properties: { b: { type: 'string' } } } } }, { a: { b: 1 } }, '/a/b type'],
  [{ properties: { a: false } }, { a: 1 }, '/a false'],
  [
    { properties: { a: true }, additionalProperties: false },
    { a: 1, b: 2, c: 3 },
    '/b additionalProperties',
    '/c additionalProperties',
  ],
  [{ additionalProperties: { type: 'string' } }, { b: 2 }, '/b type'],
  [{ patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false }, { 'x-a': 'b' }],
  [
    { patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
    { 'x-a': 1, y: 1 },
    '/x-a type',
    '/y additionalProperties',
  ],
  [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, '/ab propertyNames'],
  [{ minProperties: 1 }, {}, ' minProperties'],
  [{ maxProperties: 0 }, { a: 1 }, ' maxProperties'],
  [{ dependentRequired: { a: ['b'] } }, { a: 1 }, '/b dependentRequired'],
  [{ dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, '/b required'],
  [CONDITION, { a: 1 }, '/b required'],
  [CONDITION, { a: 2 }, '/c required'],
  [{ not: { type: 'string' } }, 'a', ' not'],
  [{ allOf: [{ required: ['a'] }, { required: ['b'] }] }, {}, '/a required', '/b required'],
  [{ oneOf: [{ type: 'number' }, { minimum: 2 }] }, 3, ' oneOf'],
  [{ allOf: [ref('Base')], unevaluatedProperties: false }, { id: 'a' }],
  [{ allOf: [ref('Base')], unevaluatedProperties: false }, { id: 'a', b: 1 }, '/b unevaluatedProperties'],
  [
    { ...(ref('Base') as object), properties: { b: true }, unevaluatedProperties: { type: 'string' } },
    { id: 'a', b: 1, c: 2 },
    '/c type',
  ],
  [
    { anyOf: [{ properties: { a: { const: 1 } }, required: ['a'] }, true], unevaluatedProperties: false },
    { a: 2 },
    '/a unevaluatedProperties',
  ],
  [ref('Tree'), { name: 'a', children: [{ name: 'b', children: [] }] }],
  [
    ref('Tree'),
    { name: 'a', children: [{ name: 'b', children: [{ nam: 'c' }] }] },
    '/children/0/children/0/name required',
    '/children/0/children/0/nam additionalProperties',
  ],
  [ref('Left'), { right: { left: { right: {} } } }, '/right/left/right/left required'],
  [ref('camt.052~1odd~0name'), 'abc', ' maxLength'],
  [ref('camt.052%2Fodd~0name'), 'abc', ' maxLength'],
  [{ ...(ref('Base') as object), required: ['x'] }, { id: 5 }, '/x required', '/id type'],
  [{ properties: { toString: { type: 'string' } }, required: ['toString'] }, {}, '/toString required'],
  [{ properties: { toString: { type: 'string' } }, additionalProperties: false }, {}],
  [{ properties: { toString: { type: 'string' } }, additionalProperties: false }, { toString: 1 }, '/toString type'],
  [
    { properties: JSON.parse('{ "__proto__": { "type": "string" } }'), additionalProperties: false },
    JSON.parse('{ "__proto__": 1 }'),
    '/__proto__ type',
  ],
  [{ properties: { constructor: { type: 'string' } } }, {}],
  [
    { properties: { 'it\'s \u2028 "odd" `${x`': { type: 'string' } } },
    { 'it\'s \u2028 "odd" `${x`': 1 },
    '/it\'s \u2028 "odd" `${x` type',
  ],
  [{ description: 'words', 'x-own': 1, deprecated: true }, 'anything'],
  [false, 1, ' false'],
  [true, 1],
];

const VARIANTS = CASES.flatMap((item) =>
  ([true, false] as const).map((compiled) => ({ item, compiled, name: JSON.stringify(item[0]).slice(0, 110) })),
);

afterEach(() => Settings.Set({ useAcceleration: true }));

test.each(VARIANTS)('compiled $compiled: $name', ({ item: [schema, value, ...broken], compiled }) => {
  Settings.Set({ useAcceleration: compiled });
  const inspector = createInspectors(COMPONENTS)(schema, { bytes: false });
  const found = inspector.inspect(value).map(({ pointer, rule }) => `${pointer} ${rule}`);
  expect(found.sort()).toEqual([...broken].sort());
  expect(inspector.check(value)).toBe(broken.length === 0);
});

test.each([true, false])('a value does not leave traces for the next one (compiled: %s)', (compiled) => {
  Settings.Set({ useAcceleration: compiled });
  const inspector = createInspectors(COMPONENTS)(
    { allOf: [ref('Base')], unevaluatedProperties: false },
    { bytes: false },
  );
  expect(inspector.check({ id: 'a' })).toBe(true);
  expect(inspector.check({ id: 'a', other: 1 })).toBe(false);
  expect(inspector.check({ id: 'a', other: 1 })).toBe(false);
});

test('what must be there depends on the way that the message goes', () => {
  const schema = {
    properties: { id: { type: 'string', readOnly: true }, secret: { $ref: '#/components/schemas/Secret' } },
    required: ['id', 'secret'],
  };
  const inspectors = createInspectors({ Secret: { type: 'string', writeOnly: true } });
  const missing = (direction?: 'request' | 'response') =>
    inspectors(schema, direction === undefined ? { bytes: false } : { bytes: false, direction })
      .inspect({})
      .map(({ pointer }) => pointer);
  expect(missing('request')).toEqual(['/secret']);
  expect(missing('response')).toEqual(['/id']);
  expect(missing()).toEqual(['/id', '/secret']);
});

test('strings of the format binary are bytes where a body has parts', () => {
  const schema = { properties: { file: { type: 'string', format: 'binary' }, name: { type: 'string' } } };
  const inspectors = createInspectors({});
  expect(inspectors(schema, { bytes: true }).inspect({ file: new Uint8Array(2), name: 'a' })).toEqual([]);
  expect(inspectors(schema, { bytes: true }).inspect({ file: 5, name: new Uint8Array(2) })).toMatchObject([
    { pointer: '/file', rule: 'type' },
    { pointer: '/name', rule: 'type' },
  ]);
  expect(inspectors(schema, { bytes: false }).inspect({ file: new Uint8Array(2) })).toMatchObject([
    { pointer: '/file' },
  ]);
});

test('no more than fifty problems are told', () => {
  const inspector = createInspectors({})({ items: { required: ['a', 'b'] } }, { bytes: false });
  expect(inspector.inspect(Array.from({ length: 1000 }, () => ({})))).toHaveLength(50);
});

test('an optional property may be there without a value', () => {
  const inspector = createInspectors({})(
    { properties: { a: { type: 'string' }, b: {} }, required: ['b'] },
    { bytes: false },
  );
  expect(inspector.inspect({ a: undefined, b: 1 })).toEqual([]);
});
