import { expect, test } from 'vitest';
import { openDocument, printDocument } from '../../../test-kit/open-document.ts';
import { renderSchemaPage } from './schema-page.ts';

async function render(name: string, schemas: Readonly<Record<string, object>>): Promise<string> {
  const specification = await openDocument(printDocument('1', {}, schemas));
  return String(await renderSchemaPage(specification, name, specification.api.schemas[name] ?? false));
}

test('a schema shows its properties with type, whether they are required, and constraints', async () => {
  const html = await render('Book', {
    Book: {
      type: 'object',
      description: 'What is lent.',
      required: ['title'],
      properties: {
        title: { type: 'string', maxLength: 70, description: 'On the cover.' },
        by: { $ref: '#/components/schemas/Author' },
      },
    },
    Author: { type: 'string' },
  });
  expect(html).toContain('<p>What is lent.</p>');
  expect(html).toMatch(
    /<dt id="title"><code>title<\/code>\s*<span class="type">string, required, at most 70 characters</,
  );
  expect(html).toContain('<p>On the cover.</p>');
  expect(html).toMatch(/<a class="quiet" href="\/apis\/library\/schemas\/Author">Author<\/a>, optional/);
});

test('a list of values is a list', async () => {
  expect(await render('Kind', { Kind: { type: 'string', enum: ['NOVEL', 'ATLAS'] } })).toContain(
    '<ul><li><code>NOVEL</code></li><li><code>ATLAS</code></li></ul>',
  );
});

test('recursion ends, and says who uses it', async () => {
  const html = await render('Tree', { Tree: { properties: { left: { $ref: '#/components/schemas/Tree' } } } });
  expect(html).toContain('<li>schema <a href="/apis/library/schemas/Tree"><code>Tree</code></a></li>');
});

test('names and values are text, never markup', async () => {
  const sly = '<b onclick=x>"&';
  const html = await render('Sly', {
    Sly: { description: sly, properties: { [sly]: { description: sly, pattern: '<i>' } }, examples: [sly] },
  });
  expect(html).not.toMatch(/<b |<i>/);
  expect(html).toContain('&lt;b onclick=x&gt;&quot;&amp;');
});
