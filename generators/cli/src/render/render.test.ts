import { expect, test } from 'vitest';
import { apiAnswering, apiTaking } from '../../test-kit/build-api.ts';
import { diffApis } from '../diff/diff-apis.ts';
import { toJson } from './render-json.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderText } from './render-text.ts';

const LABELS = { client: 'reader', server: 'library' };

const changes = [
  ...diffApis(apiTaking({ type: 'string' }), apiTaking({ type: 'string', pattern: '^a|b$' })),
  ...diffApis(apiAnswering({ properties: {} }), apiAnswering({ properties: { title: { type: 'string' } } })),
];

test('as text the changes stand by whom they break, aligned and counted', () => {
  expect(renderText(changes, LABELS)).toMatchInlineSnapshot(`
    "Breaks a reader (1)
      request  pattern-added  application/json body must match ^a|b$  listBooks

    Breaks nobody (1)
      response  optional-property-added  application/json body.title is new  listBooks (200)

    2 changes, 1 breaks a reader, 0 break a library
    "
  `);
});

test('as Markdown nothing in a change is taken for markup', () => {
  expect(renderMarkdown('Library: 1 to 2', changes, LABELS)).toMatchInlineSnapshot(`
    "# Library: 1 to 2

    2 changes, 1 breaks a reader, 0 break a library.

    ## Breaks a reader (1)

    | in | change | kind | where |
    | --- | --- | --- | --- |
    | request | application/json body must match ^a\\|b$ | \`pattern-added\` | listBooks |

    ## Breaks nobody (1)

    | in | change | kind | where |
    | --- | --- | --- | --- |
    | response | application/json body.title is new | \`optional-property-added\` | listBooks (200) |
    "
  `);
});

test('as JSON everything is there', () => {
  expect(toJson(changes)).toMatchInlineSnapshot(`
    {
      "changes": [
        {
          "after": "^a|b$",
          "breaks": [
            "client",
          ],
          "kind": "pattern-added",
          "message": "application/json body must match ^a|b$",
          "part": "request",
          "places": [
            {
              "mediaType": "application/json",
              "method": "post",
              "operationId": "listBooks",
              "path": "/books",
            },
          ],
          "pointer": "/content/application~1json/schema/pattern",
        },
        {
          "breaks": [],
          "kind": "optional-property-added",
          "message": "application/json body.title is new",
          "part": "response",
          "places": [
            {
              "mediaType": "application/json",
              "method": "get",
              "operationId": "listBooks",
              "path": "/books",
              "status": "200",
            },
          ],
          "pointer": "/content/application~1json/schema/properties/title",
        },
      ],
      "summary": {
        "breaks": {
          "client": 1,
          "server": 0,
        },
        "changes": 2,
      },
    }
  `);
});

test('no change is said in two words', () => {
  expect(renderText([], LABELS)).toBe('no changes\n');
});
