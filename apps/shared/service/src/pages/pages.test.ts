import { expect, test } from 'vitest';
import { BASE_STYLE, createAssets } from './assets.ts';
import { html } from './html.ts';
import { type PageOptions, renderPage, tellProblem, tellSuccess } from './page.ts';
import { readNext, showBadge, showChoice, showFacts, showField, showForm, showNext, showTable } from './parts.ts';

const BAD = '"><script>alert(1)</script>';
const PAGE: PageOptions = { site: 'Bank of Tests', title: 'A page' };
const render = async (options: Partial<PageOptions> = {}) =>
  String(await renderPage({ ...PAGE, ...options }, html`<p>it</p>`));

test('whatever is put into a part is text', async () => {
  const parts = [
    showBadge(BAD, 'good'),
    showFacts([[BAD, BAD]]),
    showField({ label: BAD, name: BAD, hint: BAD, value: BAD }),
    showField({ label: BAD, name: BAD, value: BAD, isLong: true }),
    showChoice(BAD, { type: 'radio', name: BAD, value: BAD }),
    showForm(BAD, BAD, html``, { text: BAD }),
    showNext(BAD, { [BAD]: BAD }, BAD),
    showTable(BAD, [{ title: BAD, show: () => BAD }], [1]),
    showTable(BAD, [], []),
  ];
  for (const part of parts) expect(String(await part)).not.toContain('<script>');
  const room = { name: BAD, sections: [{ path: BAD, title: BAD }], who: BAD, formToken: BAD, signOut: BAD };
  const notice = tellProblem(BAD, 422, BAD);
  expect(await render({ site: BAD, title: BAD, room, notice, home: BAD, section: BAD })).not.toContain('<script>alert');
});

test('a page has its title, what it tells before its content, and only then a script', async () => {
  const plain = await render();
  expect(plain).toContain('<title>A page – Bank of Tests</title>');
  expect(plain).not.toMatch(/<(script|nav|footer)|http-equiv/);
  const told = await render({
    notice: tellSuccess('Done.'),
    script: '/assets/a.js',
    refresh: { seconds: 4, path: '/wait' },
  });
  expect(told.indexOf('Done.')).toBeLessThan(told.indexOf('<h1>'));
  expect(told).toContain('<script type="module" src="/assets/a.js"></script>');
  expect(told).toContain('<meta http-equiv="refresh" content="4;url=/wait">');
  expect(await render({ notice: tellProblem('Not so.', 422) })).toContain(
    '<title>Error: A page – Bank of Tests</title>',
  );
});

test('a room says who is in, where one is, and how to leave', async () => {
  const sections = [
    { path: '/', title: 'One' },
    { path: '/two', title: 'Two' },
  ];
  const room = { name: 'Room', sections, who: 'Anna', formToken: 'token', signOut: '/sign-out' };
  const page = await render({ room, section: '/two' });
  expect(page).toContain('Bank of Tests · Room');
  expect(page).toContain('<a href="/two" aria-current="page">Two</a>');
  expect(page).toContain('<form method="post" action="/sign-out">');
});

test('assets are kept by browsers for a while, and are what their ending says', async () => {
  const app = createAssets([
    { name: 'style.css', files: [BASE_STYLE, new URL('./style.css', import.meta.url)] },
    { name: 'a.js', files: [new URL('./assets.ts', import.meta.url)] },
  ]);
  const style = await app.request('/assets/style.css');
  expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(style.headers.get('cache-control')).toBe('public, max-age=3600');
  expect((await style.text()).match(/color-scheme: light dark/g)).toHaveLength(2);
  expect((await app.request('/assets/a.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect((await app.request('/assets/b.js')).status).toBe(404);
});

test('the place in a list that an address says is the number of a record', () => {
  expect([readNext('1'), readNext('999999999999999'), readNext(undefined)]).toEqual([
    1,
    999_999_999_999_999,
    undefined,
  ]);
  for (const text of ['', '0', '-1', '1.5', '9e99', 'Infinity', 'NaN', '0x1', ' 1', '1'.repeat(16), '1; DROP'])
    expect(readNext(text), text).toBeUndefined();
});
