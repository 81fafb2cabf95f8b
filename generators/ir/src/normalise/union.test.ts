import { expect, test } from 'vitest';
import { readSchemas } from '../fixtures/read-text.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (required: readonly string[], more: readonly string[] = []) => ({
  type: 'object',
  properties: Object.fromEntries([...required, ...more].map((name) => [name, { type: 'string' }])),
  required,
});

test('an empty alternative among objects stands for the empty object', async () => {
  const { api, diagnostics } = await readSchemas({
    a: object(['x']),
    b: object(['y']),
    u: { oneOf: [{}, ref('a'), ref('b')] },
  });
  expect(api?.schemas['u']).toEqual({ oneOf: [{ type: 'object', maxProperties: 0 }, ref('a'), ref('b')] });
  expect(diagnostics.map(({ code }) => code)).toEqual(['empty-alternative']);
});

test('an empty alternative among texts says nothing and is left out', async () => {
  const { api } = await readSchemas({ u: { oneOf: [{}, { type: 'string', maxLength: 1 }, { type: 'integer' }] } });
  expect(api?.schemas['u']).toEqual({ oneOf: [{ type: 'string', maxLength: 1 }, { type: 'integer' }] });
});

test('alternatives that contain one another need one match only', async () => {
  const { api, diagnostics } = await readSchemas({
    single: object(['x', 'y']),
    periodic: object(['x', 'y', 'z']),
    u: { oneOf: [ref('single'), ref('periodic')] },
  });
  expect(api?.schemas['u']).toEqual({ anyOf: [ref('single'), ref('periodic')] });
  expect(diagnostics.map(({ code }) => code)).toEqual(['overlapping-alternatives']);
});

test('alternatives that require different members stay exclusive', async () => {
  const { api } = await readSchemas({
    a: object(['x'], ['y']),
    b: object(['y'], ['x']),
    u: { oneOf: [ref('a'), ref('b')] },
  });
  expect(api?.schemas['u']).toEqual({ oneOf: [ref('a'), ref('b')] });
});

test('a discriminator becomes a required value of each alternative', async () => {
  const { api } = await readSchemas({
    cat: object(['kind', 'x']),
    dog: object(['kind', 'x']),
    u: {
      oneOf: [ref('cat'), ref('dog')],
      discriminator: { propertyName: 'kind', mapping: { miau: '#/components/schemas/cat' } },
    },
  });
  const said = (name: string, value: string) => ({
    allOf: [ref(name), { type: 'object', properties: { kind: { const: value } }, required: ['kind'] }],
  });
  expect(api?.schemas['u']).toEqual({ oneOf: [said('cat', 'miau'), said('dog', 'dog')] });
});

test('an alternative that gives the discriminator its value itself is left as it is', async () => {
  const kind = (value: string) => ({
    type: 'object',
    properties: { kind: { type: 'string', enum: [value] } },
    required: ['kind'],
  });
  const { api } = await readSchemas({
    cat: kind('cat'),
    dog: kind('dog'),
    u: { oneOf: [ref('cat'), ref('dog')], discriminator: { propertyName: 'kind' } },
  });
  expect(api?.schemas['u']).toEqual({ oneOf: [ref('cat'), ref('dog')] });
});
