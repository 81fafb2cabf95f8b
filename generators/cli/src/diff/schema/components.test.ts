import type { Schema } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import {
  apiTaking,
  buildApi,
  buildBody,
  buildMedia,
  buildOperation,
  buildResponse,
} from '../../../test-kit/build-api.ts';
import { diffApis } from '../diff-apis.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' } as const;

test('a component in many messages is one change per direction, with all its operations', () => {
  const operations = [1, 2, 3].map((number) =>
    buildOperation({
      id: `save${number}`,
      method: 'post',
      path: `/books/${number}`,
      body: buildBody({ properties: { book: ref('Book') } }),
      responses: [buildResponse('200', { content: [buildMedia(ref('Shelf'))] })],
    }),
  );
  const schemas = (title: Schema) => ({ Book: { properties: { title } }, Shelf: { items: ref('Book') } });
  const changes = diffApis(
    buildApi({ operations, schemas: schemas(text) }),
    buildApi({ operations, schemas: schemas({ ...text, maxLength: 9 }) }),
  );
  expect(
    changes.map(({ part, pointer, places }) => [
      part,
      pointer,
      places.map(({ operationId, status }) => [operationId, status]),
    ]),
  ).toEqual([
    [
      'request',
      '/schemas/Book/properties/title/maxLength',
      [
        ['save1', undefined],
        ['save2', undefined],
        ['save3', undefined],
      ],
    ],
    [
      'response',
      '/schemas/Book/properties/title/maxLength',
      [
        ['save1', '200'],
        ['save2', '200'],
        ['save3', '200'],
      ],
    ],
  ]);
});

const RECURSIVE: readonly (readonly [string, Record<string, Schema>, Record<string, Schema>])[] = [
  [
    'a component that holds itself',
    { Node: { properties: { next: ref('Node'), label: text } } },
    { Node: { properties: { next: ref('Node') } } },
  ],
  [
    'two components that hold each other',
    { Node: { properties: { next: ref('Other') } }, Other: { properties: { next: ref('Node'), label: text } } },
    { Node: { properties: { next: ref('Other') } }, Other: { properties: { next: ref('Node') } } },
  ],
  [
    'a recursion unrolled once',
    { Node: { properties: { next: { properties: { next: ref('Node'), label: text } }, label: text } } },
    { Node: { properties: { next: ref('Node') } } },
  ],
  [
    'a reference with rules beside it',
    { Node: { properties: { next: { ...ref('Node'), minProperties: 1 }, label: text } } },
    { Node: { properties: { next: { ...ref('Node'), minProperties: 1 } } } },
  ],
  [
    'a recursion through allOf with contradicting parts',
    {
      Node: {
        allOf: [{ properties: { next: ref('Node'), label: text } }, { properties: { next: { required: ['label'] } } }],
      },
    },
    { Node: { allOf: [{ properties: { next: ref('Node') } }, { properties: { next: { required: ['label'] } } }] } },
  ],
  ['an alias of itself', { Node: ref('Node') }, { Node: text }],
];

test.each(RECURSIVE)('%s is compared in finite time', (_name, before, after) => {
  expect(diffApis(apiTaking(ref('Node'), before), apiTaking(ref('Node'), after))).not.toEqual([]);
  expect(diffApis(apiTaking(ref('Node'), before), apiTaking(ref('Node'), before))).toEqual([]);
});

test('a property that moved into a shared base is no change, and one that changed there is reported there', () => {
  const before = { Base: { properties: {} }, Book: { allOf: [ref('Base'), { properties: { title: text } }] } };
  const moved = { Base: { properties: { title: text } }, Book: { allOf: [ref('Base'), { properties: {} }] } };
  const changed = { ...moved, Base: { properties: { title: { ...text, maxLength: 9 } } } };
  expect(diffApis(apiTaking(ref('Book'), before), apiTaking(ref('Book'), moved))).toEqual([]);
  const [change, ...others] = diffApis(apiTaking(ref('Book'), moved), apiTaking(ref('Book'), changed));
  expect([change?.pointer, others]).toEqual(['/schemas/Base/properties/title/maxLength', []]);
});

test('a reference and the same schema written out are the same', () => {
  const schemas = { Book: { properties: { title: text } } };
  expect(diffApis(apiTaking(ref('Book'), schemas), apiTaking({ properties: { title: text } }))).toEqual([]);
});

test('alternatives are matched by component, by meaning and by likeness', () => {
  const schemas = { A: { properties: { a: text, b: text } } };
  const before = { oneOf: [ref('A'), { properties: { x: text, y: text, z: text } }] };
  const after = { oneOf: [{ properties: { x: text, y: text } }, { properties: { a: text, b: text } }] };
  expect(
    diffApis(apiTaking(before, schemas), apiTaking(after)).map(({ kind, pointer }) => [
      kind,
      pointer.split('/').at(-1),
    ]),
  ).toEqual([['optional-property-removed', 'z']]);
});
