import { expect, test } from 'vitest';
import { OK, openDocument, printDocument } from '../../../test-kit/open-document.ts';
import { findEarlier, findFamily } from './family.ts';

const open = (name: string, version: string, ...paths: readonly string[]) =>
  openDocument(printDocument(version, Object.fromEntries(paths.map((path) => [path, { get: OK }]))), name);

const path = (name: string) => `/${name}/{${name}Id}`;

test('versions of one interface share operations, whatever their parameters are called; the newest comes first', async () => {
  const now = await open('now', '3', '/books', '/books/{id}', '/loans');
  const all = await Promise.all([
    open('oldest', '1', '/books', '/books/{bookId}'),
    open('other', '1', '/games', '/consoles', '/books'),
    open('older', '2.5', '/books', '/books/{book}'),
    open('newer', '4', '/books', '/books/{id}'),
    open('same', '3', '/books'),
  ]);
  const family = findFamily(now, [now, ...all]);
  expect(family.map(({ name }) => name)).toEqual(['same', 'older', 'oldest']);
  expect(findEarlier(now, family)?.name).toBe('older');
});

test('the oldest version has none before it, and interfaces without an operation have no family', async () => {
  const [one, two] = [await open('one', '1', path('a')), await open('two', '1', path('b'))];
  const [none, nothing] = [await open('none', '1'), await open('nothing', '0')];
  expect(findFamily(one, [one, two])).toEqual([]);
  expect(findFamily(none, [none, nothing])).toEqual([]);
  expect(findEarlier(one, [])).toBeUndefined();
});
