import { join } from 'node:path';
import { expect, test } from 'vitest';
import { document, makeFolder, writeJson } from '../../test-kit/write-document.ts';
import { lint } from './lint.ts';

type Parts = Parameters<typeof document>[0];

async function lintDocument(
  parts: Parts,
  overrides: ConstructorParameters<typeof Map<string, 'error' | 'off'>>[0] = [],
) {
  const file = await writeJson(join(await makeFolder(), 'openapi.yaml'), document(parts));
  return lint(file, { overrides: new Map(overrides) });
}

const query = (parts: object) => ({
  parameters: [{ name: 'q', in: 'query', description: 'A query.', schema: { type: 'string' }, ...parts }],
});
const response = (parts: object) => ({
  responses: {
    200: {
      description: 'Fine.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } },
      ...parts,
    },
  },
});

const ROWS: readonly (readonly [string, Parts, string, string])[] = [
  ['operation-undescribed', { operation: { summary: ' ' } }, 'operation-undescribed', '/paths/~1book/get'],
  ['parameter', { operation: query({ description: '' }) }, 'parameter-undescribed', '/paths/~1book/get/parameters/0'],
  [
    'header',
    { operation: response({ headers: { A: { schema: { type: 'string' } } } }) },
    'header-undescribed',
    '/paths/~1book/get/responses/200/headers/A',
  ],
  ['schema', { book: { description: '' } }, 'schema-undescribed', '/components/schemas/Book'],
  ['id', { operation: { operationId: 'get-book' } }, 'operation-id-form', '/paths/~1book/get/operationId'],
  [
    'parameter example',
    { operation: query({ example: 7 }) },
    'example-invalid',
    '/paths/~1book/get/parameters/0/example',
  ],
  ['schema example', { book: { examples: [{ title: 7 }] } }, 'example-invalid', '/components/schemas/Book/examples/0'],
  [
    'link',
    { operation: response({ links: { next: { operationId: 'nowhere' } } }) },
    'unknown-link-operation',
    '/paths/~1book/get/responses/200/links/next',
  ],
  ['tag', { operation: { tags: ['books'] } }, 'undeclared-tag', '/paths/~1book/get/tags/0'],
];

test.each(ROWS)('the rule on %s finds what breaks it, with its place', async (_name, parts, code, pointer) => {
  const { usable, notices } = await lintDocument(parts);
  expect(usable).toBe(true);
  expect(notices.map((notice) => [notice.code, notice.pointer])).toEqual([[code, pointer]]);
  expect(notices[0]?.line).toBeGreaterThan(1);
});

test('a fine document has no notices', async () => {
  expect(await lintDocument({})).toMatchObject({ usable: true, notices: [] });
});

test('what only an unused component uses is not used either', async () => {
  const schemas = {
    Book: { description: 'A.' },
    A: { description: 'A.', items: { $ref: '#/components/schemas/B' } },
    B: { description: 'B.' },
  };
  const { notices } = await lintDocument({ root: { components: { schemas } } });
  expect(notices.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['unused-component', '/components/schemas/A'],
    ['unused-component', '/components/schemas/B'],
  ]);
});

test('a rule can be silenced or made an error', async () => {
  const parts = { operation: { summary: '', tags: ['books'] } };
  const { notices } = await lintDocument(parts, [
    ['operation-undescribed', 'off'],
    ['undeclared-tag', 'error'],
  ]);
  expect(notices.map(({ code, severity }) => [code, severity])).toEqual([['undeclared-tag', 'error']]);
});

test('a document that cannot be used has the errors of the reader only', async () => {
  const { usable, notices } = await lintDocument({ book: { items: { $ref: '#/components/schemas/Nothing' } } });
  expect([usable, notices.map(({ code }) => code)]).toEqual([false, ['unresolved-ref']]);
});
