/** One page of a list that was read with one item more than asked for. */
export function toPage<Item, Shown>(
  items: readonly Item[],
  limit: number,
  show: (item: Item) => Shown,
  cursorOf: (item: Item) => string,
): { readonly items: Shown[]; readonly next?: string } {
  const shown = items.slice(0, limit);
  const last = items.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(show), ...(last === undefined ? {} : { next: cursorOf(last) }) };
}

export const DEFAULT_LIMIT = 50;

/** Limit and cursor of a request; the document has the default. */
export function toCursor(query: { readonly limit?: number; readonly after?: string } = {}) {
  const { limit = DEFAULT_LIMIT, after } = query;
  return { limit, ...(after === undefined ? {} : { after }) };
}
