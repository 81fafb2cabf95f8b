import { expect, test } from 'vitest';
import { OK, openDocument, printDocument } from '../../../test-kit/open-document.ts';
import { findIn } from '../search/find-in.ts';
import { renderSearchPage } from './search-page.ts';

async function render(query: string): Promise<string> {
  const paths = { '/books': { get: { operationId: 'listBooks', summary: 'List <b>books</b> & "maps"', ...OK } } };
  const specification = await openDocument(printDocument('1', paths));
  return String(await renderSearchPage(specification, query, findIn(specification, query, 50)));
}

test('a form that works without script keeps what was asked, and results lead to their place', async () => {
  const html = await render('books');
  expect(html).toContain('<form class="search" role="search" action="/apis/library/search">');
  expect(html).toContain('name="q" type="search" value="books"');
  expect(html).toContain('<a href="/apis/library#listBooks"><code>list<mark>Books</mark></code></a>');
  expect(html).toContain('1 found.');
});

test.each(['<script>alert(1)</script>', '"><img src=x>', "'", '&lt;', '<b>'])(
  'neither what is asked nor what is found is markup: %s',
  async (query) => {
    const html = await render(query);
    expect(html).not.toMatch(/<script>|<img|<b>|value=""/);
  },
);

test('marks come between the text, not into what escaping makes of it', async () => {
  expect(await render('&')).toContain('<mark>&amp;</mark>');
  expect(await render('amp')).toContain('Nothing found');
  expect(await render('<b>books')).toContain('<mark>&lt;b&gt;books</mark>');
});

test('without a word there is nothing to find, and the page says what to do', async () => {
  expect(await render('  ')).toContain('Type a word');
  expect(await render('nowhere')).toContain('Nothing found');
});
