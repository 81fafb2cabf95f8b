import { expect, test } from 'vitest';
import { openDocument, printDocument } from '../../../test-kit/open-document.ts';
import { listEntries } from './entries.ts';

const answer = { 200: { description: 'Here.', headers: { Shelf: { schema: { type: 'string' } } } } };
const limit = { name: 'limit', in: 'query', description: 'How many.', schema: { type: 'integer' } };

async function list() {
  const paths = {
    '/books': { get: { operationId: 'listBooks', summary: 'List books', parameters: [limit], responses: answer } },
    '/loans': { get: { operationId: 'listLoans', summary: 'List loans', parameters: [limit], responses: answer } },
  };
  const schemas = {
    Book: { type: 'object', description: 'A `book`.', properties: { kind: { enum: ['NOVEL', 'ATLAS'] } } },
    a_b_c: { type: 'string' },
  };
  return listEntries(await openDocument(printDocument('1', paths, schemas)));
}

test('operations, schemas, properties, parameters and headers can be found, and lead to their place', async () => {
  const found = (await list()).map(({ kind, name, place, href }) => [kind, name, place, href]);
  expect(found).toEqual([
    ['operation', 'listBooks', 'GET /books', '/apis/library#listBooks'],
    ['operation', 'listLoans', 'GET /loans', '/apis/library#listLoans'],
    ['schema', 'Book', '', '/apis/library/schemas/Book'],
    ['property', 'kind', 'in Book', '/apis/library/schemas/Book#kind'],
    ['schema', 'a_b_c', '', '/apis/library/schemas/a_b_c'],
    ['parameter', 'limit', 'in query of 2 operations', '/apis/library#listBooks.query.limit'],
    ['header', 'Shelf', 'of answers of 2 operations', '/apis/library#listBooks.200'],
  ]);
});

test('descriptions are found as running text, values of a list as well', async () => {
  const texts = new Map((await list()).map(({ name, text }) => [name, text]));
  expect(texts.get('Book')).toBe('A book.');
  expect(texts.get('kind')).toBe('NOVEL, ATLAS');
  expect(texts.get('limit')).toBe('How many.');
});
