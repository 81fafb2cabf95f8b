import type { Schema } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { apiAnswering, apiTaking } from '../../../test-kit/build-api.ts';
import { diffApis } from '../diff-apis.ts';
import type { ChangeKind } from '../kinds.ts';

type Sides = '-' | 'client' | 'server' | 'client+server';
type Row = readonly [string, Schema, Schema, ChangeKind, string, Sides, Sides];

const text = { type: 'string' } as const;
const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = [], rest = {}) =>
  ({ type: 'object', properties, required, ...rest }) as const;
const closed = { additionalProperties: false };

/** Name, before, after, kind, pointer below the schema, whom it breaks in a request, whom in a response. */
const ROWS: readonly Row[] = [
  ['a lost type', { type: ['string', 'integer'] }, text, 'type-narrowed', '/type', 'client', 'server'],
  ['a gained type', text, { type: ['string', 'integer'] }, 'type-widened', '/type', 'server', 'client'],
  ['number in place of integer', { type: 'integer' }, { type: 'number' }, 'type-widened', '/type', 'server', 'client'],
  ['another type', text, { type: 'boolean' }, 'type-changed', '/type', 'client+server', 'client+server'],
  ['anything in place of text', text, {}, 'type-widened', '/type', 'server', 'client'],
  ['null allowed', text, { type: ['string', 'null'] }, 'null-allowed', '/type', 'server', 'client'],
  ['null forbidden', { type: ['string', 'null'] }, text, 'null-forbidden', '/type', 'client', 'server'],
  ['a lost value', { enum: ['a', 'b'] }, { enum: ['a'] }, 'enum-values-removed', '/enum', 'client', 'server'],
  ['a gained value', { enum: ['a'] }, { enum: ['b', 'a'] }, 'enum-values-added', '/enum', 'server', 'client'],
  ['a gained constant', { const: 'a' }, { enum: ['a', 'b'] }, 'enum-values-added', '/enum', 'server', 'client'],
  ['a list of values', text, { ...text, enum: ['a'] }, 'enum-introduced', '/enum', 'client', 'server'],
  ['no list of values', { ...text, enum: ['a'] }, text, 'enum-lifted', '/enum', 'server', 'client'],
  [
    'a shorter text',
    { ...text, maxLength: 9 },
    { ...text, maxLength: 8 },
    'limit-tightened',
    '/maxLength',
    'client',
    'server',
  ],
  ['a text without limit', { ...text, maxLength: 9 }, text, 'limit-loosened', '/maxLength', 'server', 'client'],
  ['a longer text', text, { ...text, minLength: 1 }, 'limit-tightened', '/minLength', 'client', 'server'],
  ['a raised minimum', { minimum: 1 }, { minimum: 2 }, 'limit-tightened', '/minimum', 'client', 'server'],
  ['an excluded minimum', { minimum: 1 }, { exclusiveMinimum: 1 }, 'limit-tightened', '/minimum', 'client', 'server'],
  ['a raised maximum', { maximum: 1 }, { exclusiveMaximum: 2 }, 'limit-loosened', '/maximum', 'server', 'client'],
  ['a finer step', { multipleOf: 0.1 }, { multipleOf: 0.01 }, 'limit-loosened', '/multipleOf', 'server', 'client'],
  ['a coarser step', { multipleOf: 2 }, { multipleOf: 4 }, 'limit-tightened', '/multipleOf', 'client', 'server'],
  [
    'another step',
    { multipleOf: 2 },
    { multipleOf: 3 },
    'limit-changed',
    '/multipleOf',
    'client+server',
    'client+server',
  ],
  [
    'unique items',
    { type: 'array' },
    { type: 'array', uniqueItems: true },
    'limit-tightened',
    '/uniqueItems',
    'client',
    'server',
  ],
  [
    'fewer items',
    { type: 'array' },
    { type: 'array', maxItems: 3 },
    'limit-tightened',
    '/maxItems',
    'client',
    'server',
  ],
  ['a pattern', text, { ...text, pattern: '^a' }, 'pattern-added', '/pattern', 'client', 'server'],
  ['no pattern', { ...text, pattern: '^a' }, text, 'pattern-removed', '/pattern', 'server', 'client'],
  [
    'another pattern',
    { ...text, pattern: 'a' },
    { ...text, pattern: 'b' },
    'pattern-changed',
    '/pattern',
    'client+server',
    'client+server',
  ],
  ['a format', text, { ...text, format: 'date' }, 'format-added', '/format', 'client', 'server'],
  ['no format', { ...text, format: 'date' }, text, 'format-removed', '/format', 'server', 'client'],
  [
    'another format',
    { ...text, format: 'date' },
    { ...text, format: 'date-time' },
    'format-changed',
    '/format',
    'client+server',
    'client+server',
  ],
  ['an optional property', object({}), object({ a: text }), 'optional-property-added', '/properties/a', 'server', '-'],
  [
    'an optional property in a closed object',
    object({}, [], closed),
    object({ a: text }, [], closed),
    'optional-property-added',
    '/properties/a',
    'server',
    'client',
  ],
  [
    'a required property',
    object({}),
    object({ a: text }, ['a']),
    'required-property-added',
    '/properties/a',
    'client+server',
    'server',
  ],
  [
    'a lost optional property',
    object({ a: text }),
    object({}),
    'optional-property-removed',
    '/properties/a',
    'client',
    'client',
  ],
  [
    'a lost optional property of a closed object',
    object({ a: text }, [], closed),
    object({}, [], closed),
    'optional-property-removed',
    '/properties/a',
    'client',
    'client+server',
  ],
  [
    'a lost required property',
    object({ a: text }, ['a']),
    object({}),
    'required-property-removed',
    '/properties/a',
    'client+server',
    'client',
  ],
  [
    'a property that became required',
    object({ a: text }),
    object({ a: text }, ['a']),
    'property-now-required',
    '/properties/a',
    'client',
    'server',
  ],
  [
    'a property that became optional',
    object({ a: text }, ['a']),
    object({ a: text }),
    'property-now-optional',
    '/properties/a',
    'server',
    'client',
  ],
  [
    'a required name without declaration',
    object({}),
    object({}, ['a']),
    'required-property-added',
    '/properties/a',
    'client+server',
    'server',
  ],
  [
    'a closed object',
    object({}),
    object({}, [], closed),
    'additional-properties-forbidden',
    '/additionalProperties',
    'client',
    'server',
  ],
  [
    'an opened object',
    object({}, [], closed),
    object({}),
    'additional-properties-allowed',
    '/additionalProperties',
    'server',
    'client',
  ],
  [
    'narrower further properties',
    object({}, [], { additionalProperties: { type: ['string', 'null'] } }),
    object({}, [], { additionalProperties: text }),
    'null-forbidden',
    '/additionalProperties/type',
    'client',
    'server',
  ],
  [
    'a rule for names',
    object({}),
    object({}, [], { patternProperties: { '^x': text } }),
    'property-rule-added',
    '/patternProperties/^x',
    'client',
    'server',
  ],
  [
    'narrower items',
    { items: { type: ['string', 'null'] } },
    { items: text },
    'null-forbidden',
    '/items/type',
    'client',
    'server',
  ],
  [
    'a first item',
    { type: 'array', prefixItems: [text] },
    { type: 'array', prefixItems: [{ ...text, maxLength: 3 }] },
    'limit-tightened',
    '/prefixItems/0/maxLength',
    'client',
    'server',
  ],
  [
    'a lost alternative',
    { oneOf: [text, { type: 'boolean' }] },
    { oneOf: [text] },
    'alternative-removed',
    '/oneOf/boolean',
    'client',
    'server',
  ],
  [
    'a gained alternative',
    { oneOf: [text] },
    { anyOf: [{ type: 'boolean' }, text] },
    'alternative-added',
    '/oneOf/boolean',
    'server',
    'client',
  ],
  [
    'a union in place of one of its members',
    text,
    { oneOf: [{ type: 'null' }, text] },
    'alternative-added',
    '/oneOf/null',
    'server',
    'client',
  ],
  [
    'a union beside other rules',
    object({ a: text }),
    object({ a: text }, [], { oneOf: [{ required: ['a'] }] }),
    'union-introduced',
    '/oneOf',
    'client',
    'server',
  ],
  ['a condition', text, { ...text, not: { const: 'a' } }, 'condition-added', '/not', 'client', 'server'],
  [
    'another condition',
    { ...text, not: { const: 'a' } },
    { ...text, not: { const: 'b' } },
    'condition-changed',
    '/not',
    'client+server',
    'client+server',
  ],
  ['a default', text, { ...text, default: 'a' }, 'default-changed', '/default', 'server', '-'],
  [
    'another default',
    { ...text, default: 'b' },
    { ...text, default: 'a' },
    'default-changed',
    '/default',
    'client+server',
    '-',
  ],
  ['a deprecation', text, { ...text, deprecated: true }, 'deprecated', '', '-', '-'],
  [
    'another form in XML',
    text,
    { ...text, xml: { name: 'a' } },
    'xml-changed',
    '/xml',
    'client+server',
    'client+server',
  ],
  [
    'nothing',
    object({ a: text }),
    object({ a: false }),
    'optional-property-removed',
    '/properties/a',
    'client',
    'client',
  ],
  ['an impossible item', { items: text }, { items: false }, 'value-forbidden', '/items', 'client', 'server'],
];

test.each(ROWS)('%s is one change with a direction', (_name, before, after, kind, pointer, inRequest, inResponse) => {
  const changes = [
    ...diffApis(apiTaking(before), apiTaking(after)),
    ...diffApis(apiAnswering(before), apiAnswering(after)),
  ];
  const root = '/content/application~1json/schema';
  expect(changes.map((change) => [change.kind, change.part, change.pointer, change.breaks.join('+') || '-'])).toEqual([
    [kind, 'request', root + pointer, inRequest],
    [kind, 'response', root + pointer, inResponse],
  ]);
});

const UNCHANGED: readonly (readonly [string, Schema, Schema])[] = [
  ['descriptions, titles and examples', { ...text, description: 'a' }, { ...text, title: 'b', examples: ['c'] }],
  [
    'the order of values and names',
    { enum: ['a', 'b'], required: ['x', 'y'] },
    { enum: ['b', 'a'], required: ['y', 'x'] },
  ],
  ['a type that the keywords imply', { properties: { a: text } }, object({ a: text })],
  ['limits of another type', { ...text, maxItems: 3, minimum: 1 }, { ...text, properties: { a: text } }],
  ['limits that say nothing', { ...text, minLength: 0 }, text],
  [
    'an allOf that is folded in',
    { allOf: [object({ a: text }), object({ b: text }, ['b'])] },
    object({ a: text, b: text }, ['b']),
  ],
  ['a reordered union', { oneOf: [text, { type: 'boolean' }] }, { anyOf: [{ type: 'boolean' }, text] }],
  ['a constant in place of a list of one', { const: 'a' }, { enum: ['a'] }],
];

test.each(UNCHANGED)('%s are no change', (_name, before, after) => {
  expect(diffApis(apiTaking(before), apiTaking(after))).toEqual([]);
});

test('a read-only property is no part of a request, a write-only one no part of a response', () => {
  const before = object({ id: { ...text, readOnly: true }, pin: { ...text, writeOnly: true } });
  const kindsIn = (api: typeof apiTaking) =>
    diffApis(api(before), api(object({}))).map(({ pointer }) => pointer.split('/').at(-1));
  expect([kindsIn(apiTaking), kindsIn(apiAnswering)]).toEqual([['pin'], ['id']]);
});
