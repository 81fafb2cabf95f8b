import { expect, test } from 'vitest';
import { renderProse } from './prose.ts';

test.each([
  ['one\ntwo', '<p>one two</p>'],
  ['one\n\ntwo', '<p>one</p><p>two</p>'],
  ['a `b<c` d', '<p>a <code>b&lt;c</code> d</p>'],
  ['<script>x</script>', '<p>&lt;script&gt;x&lt;/script&gt;</p>'],
  ['- one\n  and more\n- two', '<ul><li>one and more</li><li>two</li></ul>'],
  ['1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'],
  ['see **this** [page](https://example.org)', '<p>see this page</p>'],
  ['## Title', '<p>Title</p>'],
])('%j becomes %s', async (text, html) => {
  expect(String(await renderProse(text))).toBe(html);
});

test('a table has a head and rows', async () => {
  const html = String(await renderProse('| a | b |\n|---|---|\n| 1 | `2` |'));
  expect(html).toContain('<th scope="col">a</th><th scope="col">b</th>');
  expect(html).toContain('<td>1</td><td><code>2</code></td>');
});

test.each([undefined, '', ' \n'])('%j is nothing', (text) => {
  expect(renderProse(text)).toBe('');
});
