import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createValidators, type DecodedRequest, type Operations, type Schemas } from './validators.ts';

const schemas: Schemas = {
  Account: { type: 'object', properties: { iban: { type: 'string', pattern: '^[A-Z0-9]{4,}$' } }, required: ['iban'] },
  Single: { type: 'object', properties: { amount: { type: 'string' } }, required: ['amount'] },
  Periodic: { type: 'object', properties: { start: { type: 'string', format: 'date' } }, required: ['start'] },
};

const operations: Operations = {
  pay: {
    path: { properties: { service: { enum: ['single', 'periodic'] } }, required: ['service'] },
    query: { properties: { limit: { type: 'integer', maximum: 100 } } },
    headers: { properties: { 'X-Request-ID': { type: 'string', format: 'uuid' } }, required: ['X-Request-ID'] },
    cookies: { properties: { session: { type: 'string', minLength: 2 } } },
    body: {
      required: true,
      content: {
        'application/json': {
          schema: { anyOf: [{ $ref: '#/components/schemas/Single' }, { $ref: '#/components/schemas/Periodic' }] },
          select: {
            in: 'path',
            name: 'service',
            cases: {
              single: { $ref: '#/components/schemas/Single' },
              periodic: { $ref: '#/components/schemas/Periodic' },
            },
          },
        },
        'multipart/form-data': { schema: { properties: { file: { type: 'string', format: 'binary' } } }, bytes: true },
        'text/*': { schema: { type: 'string', maxLength: 3 } },
      },
    },
    responses: {
      '201': {
        headers: { properties: { Location: { type: 'string' } }, required: ['Location'] },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Account' } } },
      },
      '204': {},
      '4XX': { content: { 'application/problem+json': { schema: { type: 'object', required: ['title'] } } } },
    },
  },
};

const validators = createValidators({ schemas, operations });
const REQUEST: DecodedRequest = {
  path: { service: 'periodic' },
  query: {},
  headers: { 'X-Request-ID': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' },
  cookies: {},
  body: { type: 'application/json', value: { start: '2026-01-31' } },
};

function broken(change: Partial<DecodedRequest>): string[] {
  return validators
    .request('pay', { ...REQUEST, ...change })
    .map(({ place, pointer, rule }) => `${place} ${pointer} ${rule}`);
}

test('a request that fits has no problems', () => {
  expect(validators.request('pay', REQUEST)).toEqual([]);
});

test.each<[says: string, change: Partial<DecodedRequest>, ...expected: string[]]>([
  ['a path parameter', { path: { service: 'bulk' }, body: { type: 'text/plain', value: 'a' } }, 'path /service enum'],
  ['a query parameter', { query: { limit: 101 } }, 'query /limit maximum'],
  ['a missing header', { headers: {} }, 'header /X-Request-ID required'],
  ['a cookie', { cookies: { session: 'a' } }, 'cookie /session minLength'],
  [
    'the body that a parameter chose',
    { body: { type: 'application/json', value: { amount: '1' } } },
    'body /start required',
  ],
  ['all places at once', { query: { limit: 'a' }, headers: {} }, 'query /limit type', 'header /X-Request-ID required'],
  [
    'a media type that is declared as a range',
    { body: { type: 'text/csv; charset=utf-8', value: 'abcd' } },
    'body  maxLength',
  ],
  ['a media type that is not declared', { body: { type: 'image/png', value: 'a' } }, 'header /Content-Type mediaType'],
  ['bytes as parts', { body: { type: 'multipart/form-data; boundary=a', value: { file: new Uint8Array(1) } } }],
])('problems of %s are told by place', (_, change, ...expected) => {
  expect(broken(change)).toEqual(expected);
});

test('a required body must be there', () => {
  const { body: _, ...without } = REQUEST;
  expect(validators.request('pay', without)).toMatchObject([{ place: 'body', pointer: '', rule: 'required' }]);
});

test('a parameter of the request chooses the schema of an answer too', () => {
  const select = { in: 'query', name: 'kind', cases: { a: { type: 'string' } } } as const;
  const some = createValidators({
    schemas,
    operations: {
      get: { responses: { 200: { content: { 'application/json': { schema: { type: 'number' }, select } } } } },
    },
  });
  const answer = { status: 200, headers: {}, type: 'application/json', body: 'text' };
  expect(some.response('get', { ...answer, request: { ...REQUEST, query: { kind: 'a' } } })).toEqual([]);
  expect(some.response('get', answer)).toMatchObject([{ rule: 'type' }]);
});

test('answers are checked by status and media type', () => {
  const told = (status: number, type?: string, body?: unknown, headers = {}) =>
    validators
      .response('pay', { status, headers, ...(type === undefined ? {} : { type, body }) })
      .map(({ place, pointer, rule }) => `${place} ${pointer} ${rule}`);
  expect(told(201, 'application/json', { iban: 'DE00' }, { Location: '/a' })).toEqual([]);
  expect(told(201, 'application/json', { iban: 'de' })).toEqual(['header /Location required', 'body /iban pattern']);
  expect(told(204)).toEqual([]);
  expect(told(418, 'application/problem+json', {})).toEqual(['body /title required']);
  expect(told(201, 'text/html', '', { Location: '/a' })).toEqual(['header /Content-Type mediaType']);
  expect(told(500)).toEqual(['header /:status status']);
});

test('messages name the field and the rule and never the value', () => {
  const [problem] = validators.schema('Account').problems({ iban: 'secret' });
  expect(problem).toEqual({
    place: 'body',
    pointer: '/iban',
    rule: 'pattern',
    message: '"iban" must match the pattern ^[A-Z0-9]{4,}$.',
  });
  expect(validators.schema('Account').check({ iban: 'DE00' })).toBe(true);
});

test('what does not exist is a mistake of the programmer', () => {
  expect(() => validators.request('nothing', REQUEST)).toThrow(TypeError);
  expect(() => validators.schema('Nothing')).toThrow(TypeError);
  expect(() => validators.schema('constructor')).toThrow(TypeError);
});

test('validators work where code may not be made from strings', () => {
  const script = `
    const { createValidators } = await import(${JSON.stringify(new URL('./validators.ts', import.meta.url).href)});
    const validators = createValidators(${JSON.stringify({ schemas, operations })});
    const request = ${JSON.stringify(REQUEST)};
    let eval_ = 'none'; try { eval_ = Function('return 1')(); } catch {}
    console.log(JSON.stringify([eval_, validators.request('pay', request), validators.request('pay', { ...request, headers: {} })]));`;
  const flags = ['--disallow-code-generation-from-strings', '--conditions=@openxs2a/source', '--input-type=module'];
  const printed = execFileSync(process.execPath, [...flags, '--eval', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  });
  expect(JSON.parse(printed)).toMatchObject(['none', [], [{ rule: 'required', pointer: '/X-Request-ID' }]]);
});
