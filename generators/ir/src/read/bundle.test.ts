import { expect, test } from 'vitest';
import { documentOf, readText } from '../fixtures/read-text.ts';

const response = { description: '', content: { 'application/json': { schema: { $ref: 'schemas.yaml#/account' } } } };

test('what other files hold becomes components with the names that the references end in', async () => {
  const files = {
    'api.json': documentOf({
      '/a': { get: { operationId: 'a', parameters: [{ $ref: 'parameters.yaml#/id' }], responses: { 200: response } } },
    }),
    'schemas.yaml': JSON.stringify({
      account: { type: 'object', properties: { next: { $ref: '#/account' }, iban: { $ref: 'iban.yaml' } } },
    }),
    'iban.yaml': JSON.stringify({ type: 'string', maxLength: 34 }),
    'parameters.yaml': JSON.stringify({ id: { name: 'id', in: 'query', schema: { $ref: 'iban.yaml' } } }),
  };
  const { api, diagnostics, sources } = await readText(files);
  expect(diagnostics).toEqual([]);
  expect(api?.schemas).toEqual({
    account: {
      type: 'object',
      properties: { next: { $ref: '#/components/schemas/account' }, iban: { $ref: '#/components/schemas/iban' } },
    },
    iban: { type: 'string', maxLength: 34 },
  });
  expect(api?.operations[0]?.parameters[0]?.schema).toEqual({ $ref: '#/components/schemas/iban' });
  expect(sources).toHaveLength(4);
});

test('the name that the root document gives wins, and two of one name stay two', async () => {
  const files = {
    'api.json': documentOf(
      {
        '/a': {
          get: {
            operationId: 'a',
            responses: {
              200: response,
              201: { description: '', content: { 'application/json': { schema: { $ref: 'other.yaml#/account' } } } },
            },
          },
        },
      },
      { schemas: { Konto: { $ref: 'schemas.yaml#/account' } } },
    ),
    'schemas.yaml': JSON.stringify({ account: { type: 'object' } }),
    'other.yaml': JSON.stringify({ account: { type: 'array', items: { $ref: 'schemas.yaml#/account' } } }),
  };
  const { api } = await readText(files);
  expect(api?.schemas).toEqual({
    Konto: { type: 'object' },
    account: { type: 'array', items: { $ref: '#/components/schemas/Konto' } },
  });
});

test('a file may refer back to the root document', async () => {
  const files = {
    'api.json': documentOf({ '/a': { $ref: 'a.yaml' } }, { schemas: { text: { type: 'string' } } }),
    'a.yaml': JSON.stringify({
      get: {
        operationId: 'a',
        parameters: [{ name: 'q', in: 'query', schema: { $ref: 'api.json#/components/schemas/text' } }],
        responses: {},
      },
    }),
  };
  const { api } = await readText(files);
  expect(api?.operations[0]?.parameters[0]?.schema).toEqual({ $ref: '#/components/schemas/text' });
});

test('an overlay updates and removes, over files too', async () => {
  const files = {
    'api.json': documentOf({ '/a': { $ref: 'a.yaml' }, '/b': { get: { operationId: 'b', responses: {} } } }),
    'a.yaml': JSON.stringify({ get: { operationId: 'a', tags: ['one'], responses: {} } }),
    'overlay.yaml': `overlay: 1.0.0
info: { title: t, version: '1' }
actions:
  - target: $.paths['/a'].get
    update: { x-guards: { certificate: { roles: [A] } }, tags: [two] }
  - target: $.paths['/a'].get
    update: { x-guards: { signature: {} } }
  - target: $.paths['/b']
    remove: true
`,
  };
  const { api, diagnostics } = await readText(files);
  expect(diagnostics).toEqual([]);
  expect(api?.operations.map(({ id }) => id)).toEqual(['a']);
  expect(api?.operations[0]).toMatchObject({
    tags: ['one', 'two'],
    guards: { certificate: { roles: ['A'] }, signature: {} },
  });
});
