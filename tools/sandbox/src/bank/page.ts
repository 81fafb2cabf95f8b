/** A part of a list, and the cursors of its neighbours. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
  readonly previous?: string;
}

/** A page by its cursor, the first one without; `undefined` where the cursor is none of ours. */
export function cutPage<Item>(all: readonly Item[], size: number, cursor?: string): Page<Item> | undefined {
  const start = cursor === undefined ? 0 : readCursor(cursor);
  if (start === undefined || start > all.length || start % size !== 0) return undefined;
  return {
    items: all.slice(start, start + size),
    ...(start + size < all.length && { next: writeCursor(start + size) }),
    ...(start > 0 && { previous: writeCursor(start - size) }),
  };
}

// Opaque to whoever holds it, so that what stands in it can change; it opens nothing, hence needs no seal.
const writeCursor = (start: number) => Buffer.from(`from ${start}`).toString('base64url');

function readCursor(cursor: string): number | undefined {
  const start = /^from (\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return start === undefined ? undefined : Number(start);
}
