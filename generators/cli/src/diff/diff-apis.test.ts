import type { Api, Operation, Parameter, Response } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import {
  buildApi,
  buildBody,
  buildHeader,
  buildMedia,
  buildOperation,
  buildParameter,
  buildResponse,
} from '../../test-kit/build-api.ts';
import { diffApis } from './diff-apis.ts';

type Found = readonly [string, string, string];
type Row = readonly [string, Partial<Operation>, Partial<Operation>, readonly Found[]];

const text = { type: 'string' } as const;
const header = (parts: Partial<Parameter> = {}) => ({
  parameters: [buildParameter({ name: 'X-Id', in: 'header', ...parts })],
});
const pathParameter = (name: string) => ({
  path: `/books/{${name}}`,
  parameters: [buildParameter({ name, in: 'path' })],
});
const answer = (parts: Partial<Response> = {}) => ({ responses: [buildResponse('200', parts)] });
const statuses = (...all: string[]) => ({ responses: all.map((status) => buildResponse(status)) });
const nothing = {};

const ROWS: readonly Row[] = [
  ['another operationId', nothing, { id: 'getBooks' }, [['operation-renamed', '', 'client+server']]],
  ['another path for the same operationId', nothing, { path: '/tomes' }, [['operation-moved', '', 'client+server']]],
  [
    'another name in the template',
    pathParameter('a'),
    pathParameter('b'),
    [['path-parameter-renamed', '/parameters/path/b', 'client+server']],
  ],
  ['a deprecation', nothing, { deprecated: true }, [['deprecated', '', '-']]],
  ['an optional parameter', nothing, header(), [['optional-parameter-added', '/parameters/header/X-Id', 'server']]],
  [
    'a required parameter',
    nothing,
    header({ required: true }),
    [['required-parameter-added', '/parameters/header/X-Id', 'client+server']],
  ],
  ['a lost parameter', header(), nothing, [['optional-parameter-removed', '/parameters/header/X-Id', 'client']]],
  [
    'a lost required parameter',
    header({ required: true }),
    nothing,
    [['required-parameter-removed', '/parameters/header/X-Id', 'client+server']],
  ],
  [
    'a parameter that became required',
    header(),
    header({ required: true }),
    [['parameter-now-required', '/parameters/header/X-Id', 'client']],
  ],
  [
    'a parameter that became optional',
    header({ required: true }),
    header(),
    [['parameter-now-optional', '/parameters/header/X-Id', 'server']],
  ],
  [
    'a parameter in another form',
    header(),
    header({ explode: true }),
    [['parameter-encoding-changed', '/parameters/header/X-Id', 'client+server']],
  ],
  [
    'a parameter of another schema',
    header(),
    header({ schema: { ...text, maxLength: 9 } }),
    [['limit-tightened', '/parameters/header/X-Id/schema/maxLength', 'client']],
  ],
  ['a header spelled otherwise', header(), header({ name: 'x-id' }), []],
  ['an optional body', nothing, { body: buildBody(text, { required: false }) }, [['body-added', '/body', 'server']]],
  ['a lost required body', { body: buildBody(text) }, nothing, [['body-removed', '/body', 'client+server']]],
  [
    'a body that became required',
    { body: buildBody(text, { required: false }) },
    { body: buildBody(text) },
    [['body-now-required', '/body', 'client']],
  ],
  [
    'another media type of a request',
    { body: buildBody(text) },
    { body: buildBody(text, { content: [buildMedia(text, { type: 'text/xml' })] }) },
    [
      ['media-type-removed', '/content/application~1json', 'client'],
      ['media-type-added', '/content/text~1xml', 'server'],
    ],
  ],
  [
    'another media type of a response',
    answer({ content: [buildMedia(text)] }),
    answer({ content: [buildMedia(text, { type: 'text/xml' })] }),
    [
      ['media-type-removed', '/content/application~1json', 'client+server'],
      ['media-type-added', '/content/text~1xml', 'client'],
    ],
  ],
  [
    'a case of a selection',
    {
      body: buildBody(text, { content: [buildMedia(text, { select: { in: 'path', name: 'a', cases: { x: text } } })] }),
    },
    {
      body: buildBody(text, {
        content: [buildMedia(text, { select: { in: 'path', name: 'a', cases: { x: { ...text, maxLength: 1 } } } })],
      }),
    },
    [['limit-tightened', '/content/application~1json/select/x/maxLength', 'client']],
  ],
  ['a new status', statuses('200'), statuses('200', '202'), [['status-added', '/responses/202', 'client']]],
  ['a lost status', statuses('200', '202'), statuses('200'), [['status-removed', '/responses/202', 'server']]],
  [
    'a status that a range covers',
    statuses('200', '404'),
    statuses('200', '404', '4XX'),
    [['status-added', '/responses/4XX', 'client']],
  ],
  ['a status that the range covered before', statuses('4XX'), statuses('404', '4XX'), []],
  [
    'an optional response header',
    answer(),
    answer({ headers: [buildHeader('Location')] }),
    [['optional-header-added', '/headers/Location', '-']],
  ],
  [
    'a required response header',
    answer(),
    answer({ headers: [buildHeader('Location', { required: true })] }),
    [['required-header-added', '/headers/Location', 'server']],
  ],
  [
    'a lost response header',
    answer({ headers: [buildHeader('Location')] }),
    answer(),
    [['optional-header-removed', '/headers/Location', 'client']],
  ],
  [
    'a header that became certain',
    answer({ headers: [buildHeader('A')] }),
    answer({ headers: [buildHeader('a', { required: true })] }),
    [['header-now-required', '/headers/a', 'server']],
  ],
  [
    'proof where none was needed',
    nothing,
    { security: [{ token: [] }] },
    [
      ['security-removed', '/security', 'client'],
      ['security-added', '/security', '-'],
    ],
  ],
  [
    'one more way to prove',
    { security: [{ token: [] }] },
    { security: [{ token: [] }, { key: [] }] },
    [['security-added', '/security', 'server']],
  ],
  [
    'one more scope',
    { security: [{ token: ['a'] }] },
    { security: [{ token: ['a', 'b'] }] },
    [
      ['security-removed', '/security', 'client'],
      ['security-added', '/security', '-'],
    ],
  ],
  ['one more guard', nothing, { guards: { role: {} } }, [['guard-added', '/guards/role', 'client+server']]],
  [
    'another option of a guard',
    { guards: { role: { a: 1 } } },
    { guards: { role: { a: 2 } } },
    [['guard-changed', '/guards/role', 'client+server']],
  ],
  ['one guard less', { guards: { role: {} } }, nothing, [['guard-removed', '/guards/role', 'server']]],
  [
    'another callback',
    { callbacks: { done: { a: 1 } } },
    { callbacks: { done: { a: 2 } } },
    [['callback-changed', '/callbacks/done', 'client+server']],
  ],
];

test.each(ROWS)('%s', (_name, before, after, expected) => {
  const changes = diffApis(
    buildApi({ operations: [buildOperation(before)] }),
    buildApi({ operations: [buildOperation(after)] }),
  );
  const found = changes.map(({ kind, pointer, breaks }) => [kind, pointer, breaks.join('+') || '-']);
  expect(found.sort()).toEqual([...expected].sort());
});

const DOCUMENTS: readonly (readonly [string, Partial<Api>, Partial<Api>, readonly Found[]])[] = [
  ['a new operation', nothing, { operations: [buildOperation()] }, [['operation-added', '', 'server']]],
  ['a lost operation', { operations: [buildOperation()] }, nothing, [['operation-removed', '', 'client']]],
  [
    'another address',
    { servers: [{ url: '/a' }] },
    { servers: [{ url: '/b' }] },
    [
      ['server-removed', '/servers', 'client'],
      ['server-added', '/servers', '-'],
    ],
  ],
  [
    'another security scheme',
    { securitySchemes: { token: { type: 'http', extensions: {}, raw: { type: 'http' } } } },
    { securitySchemes: { token: { type: 'oauth2', extensions: {}, raw: { type: 'oauth2' } } } },
    [['security-scheme-changed', '/securitySchemes/token', 'client+server']],
  ],
  ['a webhook', nothing, { webhooks: { done: {} } }, [['callback-added', '/webhooks/done', 'client']]],
];

test.each(DOCUMENTS)('%s of a document', (_name, before, after, expected) => {
  const changes = diffApis(buildApi(before), buildApi(after));
  expect(changes.map(({ kind, pointer, breaks }) => [kind, pointer, breaks.join('+') || '-'])).toEqual(expected);
});

test('templates of the same shape are told apart by operationId', () => {
  const pair = (first: string, second: string) =>
    buildApi({
      operations: [
        buildOperation({ id: 'one', path: `/{${first}}` }),
        buildOperation({ id: 'two', path: `/{${second}}` }),
      ],
    });
  const changes = diffApis(pair('a', 'b'), pair('c', 'd'));
  expect(changes.filter(({ kind }) => kind === 'operation-renamed')).toEqual([]);
});

test('the order of the documents does not show in the report', () => {
  const operations = ['a', 'b', 'c'].map((id) => buildOperation({ id, path: `/${id}`, ...header() }));
  const without = operations.map((operation) => ({ ...operation, parameters: [] }));
  const forwards = diffApis(buildApi({ operations: without }), buildApi({ operations }));
  const backwards = diffApis(
    buildApi({ operations: [...without].reverse() }),
    buildApi({ operations: [...operations].reverse() }),
  );
  expect(backwards).toEqual(forwards);
});
