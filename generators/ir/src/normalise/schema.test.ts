import { expect, test } from 'vitest';
import { codesOf, readSchemas } from '../fixtures/read-text.ts';

const cases: Readonly<Record<string, readonly [written: unknown, normal: unknown, version?: string]>> = {
  'nullable joins the type': [{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
  'nullable without a type becomes an alternative': [
    { nullable: true, allOf: [{ type: 'object' }], description: 'd' },
    { description: 'd', anyOf: [{ allOf: [{ type: 'object' }] }, { type: 'null' }] },
  ],
  'a boolean exclusive bound becomes the bound': [
    { type: 'number', minimum: 0, exclusiveMinimum: true },
    { type: 'number', exclusiveMinimum: 0 },
  ],
  'exclusiveMinimum false says nothing': [
    { type: 'number', minimum: 0, exclusiveMinimum: false },
    { type: 'number', minimum: 0 },
  ],
  'example becomes examples': [
    { type: 'string', example: 'x' },
    { type: 'string', examples: ['x'] },
  ],
  'rules beside a reference count in 3.1': [
    { $ref: '#/components/schemas/other', maxLength: 3, description: 'd' },
    { description: 'd', allOf: [{ $ref: '#/components/schemas/other' }, { maxLength: 3 }] },
    '3.1.0',
  ],
  'only words beside a reference count in 3.0': [
    { $ref: '#/components/schemas/other', maxLength: 3, description: 'd' },
    { $ref: '#/components/schemas/other', description: 'd' },
  ],
  'nullable beside a reference is honoured': [
    { $ref: '#/components/schemas/other', nullable: true },
    { anyOf: [{ $ref: '#/components/schemas/other' }, { type: 'null' }] },
  ],
  'numbers in quotes are numbers': [
    { type: 'string', maxLength: '35' },
    { type: 'string', maxLength: 35 },
  ],
  'a required flag on a property is left out': [{ type: 'string', required: true }, { type: 'string' }],
  'enum values of a string are text, none twice': [
    { type: 'string', enum: [1, true, 'a', 'a'] },
    { type: 'string', enum: ['1', 'true', 'a'] },
  ],
  'a type of another language is read as meant': [{ type: 'Date' }, { type: 'string', format: 'date' }],
  'a type in capitals is read as meant': [{ type: 'String' }, { type: 'string' }],
  'a boolean schema stays': [false, false, '3.1.0'],
};

test.each(Object.entries(cases))('%s', async (_, [written, normal, version]) => {
  const { api } = await readSchemas({ other: { type: 'string' }, tested: written }, version);
  expect(api?.schemas['tested']).toEqual(normal);
});

test('a type that is none is an error with its pointer', async () => {
  expect(codesOf(await readSchemas({ a: { properties: { b: { type: 'strnig' } } } }), 'error')).toEqual([
    'invalid-structure /components/schemas/a/properties/b/type',
  ]);
});

test('a property called $ref, example or nullable is a property', async () => {
  const properties = { $ref: { type: 'string' }, example: { type: 'string' }, nullable: { type: 'boolean' } };
  const { api } = await readSchemas({ a: { type: 'object', properties } });
  expect(api?.schemas['a']).toEqual({ type: 'object', properties });
});

test('a reference into a schema gets a name of its own', async () => {
  const { api } = await readSchemas({
    a: { type: 'object', properties: { b: { type: 'string', maxLength: 3 } } },
    c: { $ref: '#/components/schemas/a/properties/b' },
  });
  expect(api?.schemas).toMatchObject({
    a_b: { type: 'string', maxLength: 3 },
    c: { $ref: '#/components/schemas/a_b' },
  });
});

test('names that differ by letter case only stay two', async () => {
  const { api } = await readSchemas({ countryCode: { type: 'string' }, CountryCode: { type: 'integer' } });
  expect(api?.schemas).toMatchObject({ countryCode: { type: 'string' }, CountryCode: { type: 'integer' } });
});
