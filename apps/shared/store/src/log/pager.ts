import { setImmediate } from 'node:timers/promises';

/** Rows one by one, read in pages. */
export interface Pager<Row> {
  /** The next row, without taking it. At the end it looks again, since rows may have been added. */
  peek(): Promise<Row | undefined>;
  /** Takes the row that `peek` gave. */
  take(): void;
}

/** `load` reads the page after a row, or the first. Between pages others get their turn: SQLite reads at once. */
export function createPager<Row>(load: (after: Row | undefined) => Promise<readonly Row[]>): Pager<Row> {
  let page: readonly Row[] = [];
  let index = 0;
  let last: Row | undefined;
  return {
    async peek() {
      if (index < page.length) return page[index];
      page = await load(last);
      index = 0;
      await setImmediate();
      return page[index];
    },
    take() {
      last = page[index];
      index += 1;
    },
  };
}
