import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutPage } from './page.ts';

const lists = fc.array(fc.integer());
const sizes = fc.integer({ min: 1, max: 20 });

function readAll<Item>(all: readonly Item[], size: number, step: 'next' | 'previous', start?: string): Item[][] {
  const pages: Item[][] = [];
  for (let cursor = start, first = true; first || cursor !== undefined; first = false) {
    const page = cutPage(all, size, cursor);
    pages.push([...(page?.items ?? [])]);
    cursor = page?.[step];
  }
  return pages;
}

test('the pages one after another are the list', () => {
  fc.assert(
    fc.property(lists, sizes, (all, size) => {
      expect(readAll(all, size, 'next').flat()).toEqual(all);
    }),
  );
});

test('previous leads back over the same pages', () => {
  const all = Array.from({ length: 95 }, (_, index) => index);
  const last = cutPage(all, 40, cutPage(all, 40, cutPage(all, 40)?.next)?.next);
  expect(last?.items).toHaveLength(15);
  expect(last?.next).toBeUndefined();
  expect(readAll(all, 40, 'previous', last?.previous).map(([first]) => first)).toEqual([40, 0]);
});

test.each(['', 'x', 'ZnJvbSA0MQ', 'ZnJvbSA0MDAw', 'ZnJvbSAtNDA', '../etc'])(
  'the cursor "%s" is none of ours',
  (cursor) => {
    expect(cutPage([1, 2, 3], 40, cursor)).toBeUndefined();
  },
);
