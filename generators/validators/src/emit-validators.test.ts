import { fromOptions } from '@openxs2a/emit';
import type { Api, Header, Media, Operation, Parameter, Response, Schema } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { emitValidators } from './emit-validators.ts';

const options = fromOptions({
  name: 'Pets',
  preamble: {
    generator: 'test',
    version: '1',
    command: 'generate',
    source: 'pets.yaml',
    sourceVersion: '1',
    sha256: '0',
  },
});

const parameter = (name: string, place: Parameter['in'], schema: Schema, required = false): Parameter => ({
  name,
  in: place,
  required,
  deprecated: false,
  description: 'Words.',
  schema,
  style: 'simple',
  explode: false,
  allowReserved: false,
  examples: [],
  pointer: '',
});
const header = (name: string, schema: Schema, required = false): Header => ({
  ...parameter(name, 'header', schema, required),
});
const media = (type: string, kind: Media['kind'], schema: Schema, more: Partial<Media> = {}): Media => ({
  type,
  kind,
  schema,
  encoding: {},
  examples: [],
  pointer: '',
  ...more,
});
const response = (status: string, headers: readonly Header[], content: readonly Media[]): Response => ({
  status,
  headers,
  content,
  links: {},
  pointer: '',
});
const operation = (id: string, more: Partial<Operation>): Operation => ({
  id,
  method: 'get',
  path: '/',
  routes: [],
  pointer: '',
  tags: [],
  deprecated: false,
  parameters: [],
  responses: [],
  security: [],
  guards: {},
  callbacks: {},
  extensions: {},
  ...more,
});
const api = (operations: readonly Operation[], schemas: Api['schemas'] = {}): Api => ({
  title: 'Pets',
  version: '1',
  servers: [],
  tags: [],
  operations,
  schemas,
  securitySchemes: {},
  webhooks: {},
  extensions: {},
});

const requestId = parameter(
  'X-Request-ID',
  'header',
  { type: 'string', format: 'uuid', description: 'Words.', examples: ['a'] },
  true,
);
const problem = response(
  '4XX',
  [header('X-Request-ID', requestId.schema)],
  [media('application/problem+json', 'json', { $ref: '#/components/schemas/Problem' })],
);

const PETS = api(
  [
    operation('getPet', {
      parameters: [parameter('pet-id', 'path', { $ref: '#/components/schemas/Id' }, true), requestId],
      responses: [
        response('200', [], [media('application/json', 'json', { $ref: '#/components/schemas/Pet' })]),
        problem,
      ],
    }),
    operation('addPet', {
      parameters: [requestId],
      body: {
        required: true,
        pointer: '',
        content: [
          media(
            'application/json',
            'json',
            { $ref: '#/components/schemas/Pet' },
            { select: { in: 'query', name: 'kind', cases: { id: { $ref: '#/components/schemas/Id' } } } },
          ),
          media('multipart/form-data', 'multipart', {
            type: 'object',
            properties: { photo: { type: 'string', format: 'binary' } },
          }),
          media('application/xml', 'xml', { $ref: '#/components/schemas/Pet' }),
          media('text/plain', 'text', { $ref: '#/components/schemas/Id' }),
          media('image/png', 'binary', { type: 'string', format: 'binary' }),
        ],
      },
      responses: [response('204', [], []), problem],
    }),
  ],
  {
    Id: { type: 'string', title: 'An id', maxLength: 8, example: 'a' },
    Pet: {
      type: 'object',
      description: 'Words.',
      properties: { description: { type: 'string', description: 'Words.' }, title: true },
      'x-own': 1,
    },
    Problem: { type: 'object' },
  },
);

const body = (text: string | undefined) => text?.slice(text.indexOf('import'));

test('schemas carry what constrains and nothing else, and properties named like keywords stay', () => {
  expect(body(emitValidators(PETS, options).get('validators/schemas.ts'))).toMatchInlineSnapshot(`
    "import type { Schemas } from '@openxs2a/runtime/validators';

    /** The component schemas by name: JSON Schema 2020-12, what constrains a value only. */
    export const schemas: Schemas = {
      Id: { type: 'string', maxLength: 8 },
      Pet: { type: 'object', properties: { description: { type: 'string' }, title: true } },
      Problem: { type: 'object' },
    };
    "
  `);
});

test('operations carry schemas by place, media type and status, and share what they have in common', () => {
  expect(body(emitValidators(PETS, options).get('validators/operations.ts'))).toMatchInlineSnapshot(`
    "import type { Operations, ResponseSchema, Schema } from '@openxs2a/runtime/validators';

    const xRequestId: Schema = { type: 'string', format: 'uuid' };

    const answer4xx: ResponseSchema = {
      headers: { properties: { 'X-Request-ID': xRequestId } },
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };

    /** What the parameters, bodies and headers of each operation must fit, by operation id. */
    export const operations: Operations = {
      getPet: {
        path: { properties: { 'pet-id': { $ref: '#/components/schemas/Id' } }, required: ['pet-id'] },
        headers: { properties: { 'X-Request-ID': xRequestId }, required: ['X-Request-ID'] },
        responses: {
          '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
          '4XX': answer4xx,
        },
      },
      addPet: {
        headers: { properties: { 'X-Request-ID': xRequestId }, required: ['X-Request-ID'] },
        body: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Pet' },
              select: { in: 'query', name: 'kind', cases: { id: { $ref: '#/components/schemas/Id' } } },
            },
            'multipart/form-data': {
              schema: { type: 'object', properties: { photo: { type: 'string', format: 'binary' } } },
              bytes: true,
            },
            'application/xml': { schema: true },
            'text/plain': { schema: { $ref: '#/components/schemas/Id' } },
            'image/png': { schema: true },
          },
        },
        responses: { '204': {}, '4XX': answer4xx },
      },
    };
    "
  `);
});

test('the index types the validators with the component schemas', () => {
  expect(body(emitValidators(PETS, options).get('validators/index.ts'))).toMatchInlineSnapshot(`
    "import { createValidators } from '@openxs2a/runtime/validators';
    import type { Schemas } from '../types/index.ts';
    import { operations } from './operations.ts';
    import { schemas } from './schemas.ts';

    /**
     * Checks requests, answers and values of component schemas. A schema is compiled when the first value comes that
     * it applies to.
     */
    export const validators = /* @__PURE__ */ createValidators<Schemas>({ schemas, operations });
    "
  `);
});

test('without component schemas there is no type to import', () => {
  expect(emitValidators(api([operation('a', {})]), options).get('validators/index.ts')).not.toContain('Schemas');
});

test('names of constants are identifiers, unlike each other and unlike what else the file names', () => {
  const long = (title: string): Schema => ({ type: 'string', enum: [title, 'something', 'something else'] });
  const headers = ['Operations', 'delete', 'X-A', 'x.a', '1st', 'É'].map((name) =>
    parameter(name, 'header', long(name)),
  );
  const both = ['a', 'b'].map((id) =>
    operation(id, {
      parameters: headers,
      responses: [response('200', [], []), response('400', [header('X', long('X'))], [])],
    }),
  );
  const other = ['c', 'd'].map((id) => operation(id, { responses: [response('400', [header('Y', long('Y'))], [])] }));
  const text = emitValidators(api([...both, ...other]), options).get('validators/operations.ts') ?? '';
  expect([...text.matchAll(/const (\S+):/g)].map(([, name]) => name)).toEqual([
    'operations_',
    'delete_',
    'xA',
    'xA2',
    '_1st',
    'é',
    'answer400',
    'answer400_2',
    'operations',
  ]);
});

test('the same Api gives the same text', () => {
  expect(emitValidators(PETS, options)).toEqual(emitValidators(structuredClone(PETS), options));
});
