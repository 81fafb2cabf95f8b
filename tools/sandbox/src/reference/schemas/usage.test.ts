import { expect, test } from 'vitest';
import { openDocument, printDocument } from '../../../test-kit/open-document.ts';
import { findUsage } from './usage.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ 'application/json': { schema } });

test('a schema is used where it is named: by operations with the spot, and by schemas', async () => {
  const { api } = await openDocument(
    printDocument(
      '1',
      {
        '/books': {
          post: {
            operationId: 'addBook',
            parameters: [{ name: 'by', in: 'query', schema: { type: 'array', items: ref('Name') } }],
            requestBody: { content: json(ref('Book')) },
            responses: {
              201: {
                description: 'Added.',
                headers: { Shelf: { schema: ref('Name') } },
                content: json({ oneOf: [ref('Book'), { type: 'string' }] }),
              },
            },
          },
        },
      },
      { Book: { type: 'object', properties: { title: ref('Name') } }, Name: { type: 'string' }, Spare: {} },
    ),
  );
  const spots = (name: string) => [...findUsage(api, name).operations].map(([id, of]) => [id, ...of]);
  expect(spots('Book')).toEqual([['addBook', 'body', 'answer 201']]);
  expect(spots('Name')).toEqual([['addBook', 'query parameter by', 'header Shelf of answer 201']]);
  expect([...findUsage(api, 'Name').schemas]).toEqual(['Book']);
  expect(findUsage(api, 'Spare')).toMatchObject({ operations: new Map(), schemas: new Set() });
});
