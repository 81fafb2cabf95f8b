import { expect, test } from 'vitest';
import { createInspectors } from '../inspector.ts';
import type { Schema, Schemas } from '../schema.ts';

const text = { type: 'string' };
const COMPONENTS: Schemas = {
  Card: {
    type: 'object',
    properties: { kind: { const: 'card' }, pan: { type: 'string', minLength: 4 } },
    required: ['kind', 'pan'],
  },
  Transfer: { type: 'object', properties: { kind: { const: 'transfer' }, iban: text }, required: ['kind', 'iban'] },
  Nothing: { type: 'object', maxProperties: 0 },
  Method: { type: 'object', properties: { methodId: text }, required: ['methodId'] },
  Answer: { type: 'object', properties: { answer: { type: 'string', minLength: 2 } }, required: ['answer'] },
  Password: {
    type: 'object',
    properties: { psu: { type: 'object', properties: { password: text }, required: ['password'] } },
    required: ['psu'],
  },
  Periodic: {
    allOf: [
      { $ref: '#/components/schemas/Answer' },
      { properties: { start: { type: 'string', format: 'date' } }, required: ['start'] },
    ],
  },
};
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const kinds = { oneOf: [ref('Card'), ref('Transfer')] };
const bodies = { anyOf: [ref('Nothing'), ref('Method'), ref('Answer'), ref('Password')] };

const CASES: readonly [says: string, schema: Schema, value: unknown, ...broken: string[]][] = [
  ['the constant of a property chooses', kinds, { kind: 'card' }, '/pan required'],
  ['and the problems of the other are not told', kinds, { kind: 'transfer', iban: 5, pan: 'x' }, '/iban type'],
  ['a constant that none has is the problem', kinds, { kind: 'cash', iban: 'a' }, '/kind enum'],
  ['without the constant the other properties choose', kinds, { pan: '1234' }, '/kind required'],
  ['required keys choose', bodies, { answer: 'a' }, '/answer minLength'],
  ['deep inside the chosen one', bodies, { psu: {} }, '/psu/password required'],
  ['the empty alternative fits nothing else', bodies, {}],
  [
    'through allOf',
    { anyOf: [ref('Method'), ref('Periodic')] },
    { answer: 'abc', start: '2026-02-30' },
    '/start format',
  ],
  [
    'the type chooses',
    {
      anyOf: [
        { type: 'string', maxLength: 1 },
        { type: 'array', items: text },
      ],
    },
    ['a', 1],
    '/1 type',
  ],
  ['types are told together', { anyOf: [{ type: 'string' }, { type: 'array' }] }, 5, ' type'],
  [
    'null is an alternative of its own',
    { anyOf: [ref('Answer'), { type: 'null' }] },
    { answer: 'a' },
    '/answer minLength',
  ],
  [
    'alternatives within alternatives',
    { oneOf: [kinds, { type: 'null' }] },
    { kind: 'card', pan: '1' },
    '/pan minLength',
  ],
  [
    'alternatives of requirements only',
    { properties: { a: text, b: text }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    { c: 1 },
    '/a required',
  ],
];

test.each(CASES)('%s', (_, schema, value, ...broken) => {
  const found = createInspectors(COMPONENTS)(schema, { bytes: false }).inspect(value);
  expect(found.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual(broken);
});

test('alternatives that hold one another end', () => {
  const node = { type: 'object', properties: { next: ref('Node'), other: ref('Node') }, required: ['end'] };
  const schemas: Schemas = {
    Node: {
      anyOf: [
        { ...node, required: ['a'] },
        { ...node, required: ['b'] },
      ],
    },
  };
  let value: unknown = {};
  for (let depth = 0; depth < 200; depth += 1) value = { a: 1, next: value };
  expect(createInspectors(schemas)(ref('Node'), { bytes: false }).inspect(value).length).toBeGreaterThan(0);
});
