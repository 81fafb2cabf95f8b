import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromOptions } from '@openxs2a/emit';
import { type Api, readApi } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { emitTypes } from './emit-types.ts';

const preamble = { generator: 'g', version: '1', command: 'c', source: 's', sourceVersion: 'v', sha256: 'h' };

async function emit(paths: unknown, schemas: unknown = {}, components: object = {}): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'openxs2a-types-'));
  try {
    const file = join(folder, 'api.json');
    writeFileSync(
      file,
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths,
        components: { schemas, ...components },
      }),
    );
    const { api, diagnostics } = await readApi(file);
    if (api === undefined) throw new TypeError(JSON.stringify(diagnostics));
    return emitTypes(api as Api, fromOptions({ name: 'T', preamble }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const get = (response: unknown) => ({
  '/a': { get: { operationId: 'getA', responses: { 200: { description: '', ...(response as object) } } } },
});

test('a response header is optional where it is not required', async () => {
  const headers = {
    Location: { required: false, schema: { type: 'string' } },
    'X-Request-ID': { required: true, schema: { type: 'boolean' } },
  };
  const wire = (await emit(get({ headers }))).get('types/wire.ts');
  expect(wire).toContain('Location?: string;');
  expect(wire).toContain('"X-Request-ID": boolean;');
});

test('each media type has the type that its body travels as', async () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const content = { 'application/json': { schema }, 'application/xml': { schema }, 'application/pdf': { schema: {} } };
  const wire = (await emit(get({ content }))).get('types/wire.ts');
  expect(wire).toContain('"application/xml": string;');
  expect(wire).toContain('"application/pdf": Uint8Array;');
  expect(wire).toMatch(/"application\/json": \{\s+a\?: string;/);
});

test('files among the parts of a multipart body are bytes', async () => {
  const schema = {
    type: 'object',
    properties: { file: { type: 'string', format: 'binary' }, note: { type: 'string' } },
    required: ['file'],
  };
  const post = {
    '/a': {
      post: { operationId: 'a', requestBody: { content: { 'multipart/form-data': { schema } } }, responses: {} },
    },
  };
  const wire = (await emit(post)).get('types/wire.ts');
  expect(wire).toMatch(/file: Uint8Array;/);
  expect(wire).toMatch(/note\?: string;/);
});

test('a property with a default stays optional, an object without members takes any', async () => {
  const wire = (
    await emit(
      {},
      {
        a: { type: 'object', properties: { b: { type: 'string', default: 'x' } } },
        any: { type: 'object' },
        none: { type: 'object', maxProperties: 0 },
      },
    )
  ).get('types/wire.ts');
  expect(wire).toContain('b?: string;');
  expect(wire).toMatch(/any: \{\s*\[key: string\]: unknown;\s*\};|any: Record<string, unknown>;/);
  expect(wire).toContain('none: Record<string, never>;');
});

test('what a type cannot say stands in its comment', async () => {
  const wire = (await emit({}, { iban: { type: 'string', maxLength: 34, pattern: '[A-Z]+' } })).get('types/wire.ts');
  expect(wire).toContain('At most 34 characters. Matches `^[A-Z]+$`.');
});

test('an operation gets a request and a result', async () => {
  const operations = (await emit(get({}))).get('types/operations.ts');
  expect(operations).toContain("export type GetARequest = RequestOf<operations['getA']>;");
  expect(operations).toContain("export type GetAResult = ResultOf<operations['getA']>;");
});

test('declared members fit the signature of the others', async () => {
  const link = { type: 'object', properties: { href: { type: 'string' } } };
  const links = {
    type: 'object',
    properties: { self: link, all: { type: 'array', items: link } },
    additionalProperties: link,
  };
  const wire = (await emit({}, { links })).get('types/wire.ts') ?? '';
  expect(wire.replace(/\s+/g, ' ')).toContain('[key: string]: { href?: string; } | { href?: string; }[];');
});

test('what the document shares is shared by name, with whether it is required and its words at each use', async () => {
  const ref = (name: string) => ({ $ref: `#/components/parameters/${name}` });
  const component = (required: boolean) => ({
    name: 'X-Id',
    in: 'header',
    required,
    description: 'Its id.',
    schema: { type: 'string' },
  });
  const get = (operationId: string, name: string) => ({
    get: { operationId, parameters: [ref(name)], responses: { 200: { $ref: '#/components/responses/fine' } } },
  });
  const components = {
    parameters: { needed: component(true), wished: component(false) },
    responses: { fine: { description: '', headers: { 'X-Id': { required: false, schema: { type: 'string' } } } } },
  };
  const wire =
    (await emit({ '/a': get('a', 'needed'), '/b': get('b', 'wished') }, {}, components)).get('types/wire.ts') ?? '';
  expect(wire).toContain('"X-Id": components["parameters"]["needed"];');
  expect(wire).toContain('"X-Id"?: components["parameters"]["wished"];');
  expect(wire.match(/Its id\. \*\/\s+"X-Id"\??: components/g)).toHaveLength(2);
  expect(wire.match(/200: components\["responses"\]\["fine"\];/g)).toHaveLength(2);
  expect(wire).toContain('"X-Id"?: string;');
});

test.each(['%', 'a%2', 'a#b', 'a/b', 'a~b', '100%25', "it's"])(
  'an operation called "%s" is the same one in both files',
  async (operationId) => {
    const paths = {
      '/a': {
        get: {
          operationId,
          parameters: [{ $ref: '#/components/parameters/50%25' }],
          responses: { 200: { description: '' } },
        },
      },
    };
    const parameters = { '50%': { name: 'p', in: 'query', schema: { type: 'string' } } };
    const files = await emit(paths, {}, { parameters });
    const [, key] = /RequestOf<operations\[(.+)\]>/.exec(files.get('types/operations.ts') ?? '') ?? [];
    const named = (key ?? '').slice(1, -1).replaceAll("\\'", "'");
    const wire = files.get('types/wire.ts') ?? '';
    expect(wire).toContain(`get: operations[${JSON.stringify(named)}]`);
    expect(wire.split('\n').filter((line) => [`${named}: {`, `"${named}": {`].includes(line.trim()))).toHaveLength(1);
  },
);
