import type { EntryQuery } from '@openxs2a/core-banking';
import type { PagePosition } from './asked.ts';
import type { Extent } from './begin-report.ts';
import { keepMark } from './delta-list.ts';
import type { Entry, ListEntries } from './entries.ts';
import { beginPosition, hrefOf, type ReportCall } from './report-links.ts';
import type { ReportQuery } from './report-query.ts';
import type { ReportSetting } from './setting.ts';

/** Characters of cursors that a link remembers, so that `previous` goes back some ten pages and URLs stay short. */
const LONGEST_TRAIL = 1000;

export interface PageLinks {
  readonly next?: { readonly href: string };
  readonly previous?: { readonly href: string };
}

export interface TurnedPage<Kind extends Entry> {
  readonly entries: readonly Kind[];
  readonly links: PageLinks;
}

/** The first page has no cursor, unless it was asked for by its number. */
export type FirstPosition = Omit<PagePosition, 'cursor'> & { readonly cursor?: string };

/** Where the pages of a report begin. The newest entries come first, so that one page is enough for most. */
export function beginPages(setting: ReportSetting, extent: Extent, asked: ReportQuery): FirstPosition {
  const limit = asked.pageNumber?.size ?? setting.profile.transactions.pageSize;
  return {
    kind: 'page',
    ...beginPosition(setting, asked),
    query: { ...extent, order: 'newestFirst', limit },
    trail: [],
  };
}

/** Moves to a page that was asked for by its number, one by one as core banking gives them; undefined beyond the last. */
export async function skipPages<Kind extends Entry>(
  list: ListEntries<Kind>,
  position: FirstPosition,
  count: number,
): Promise<FirstPosition | undefined> {
  let at = position;
  for (let page = 0; page < count; page += 1) {
    const { next } = await list(toEntryQuery(at));
    if (next === undefined) return undefined;
    at = { ...position, cursor: next };
  }
  return at;
}

/**
 * A page and the links that can be honestly given: the next one and, from the third on, the one before. Core banking has no
 * way back to a first page, or on to a last, as they were at the moment of the report.
 */
export async function turnPage<Kind extends Entry>(
  setting: ReportSetting,
  call: ReportCall<Kind>,
  position: FirstPosition,
): Promise<TurnedPage<Kind>> {
  const { entries, next, mark } = await call.list(toEntryQuery(position));
  if (next === undefined) await keepMark(setting, call.grant, position, mark);
  const link = (linked: PagePosition) => ({ href: hrefOf(setting, call, linked) });
  const { cursor, trail } = position;
  const before = trail.at(-1);
  const passed = cursor === undefined ? [] : shorten([...trail, cursor]);
  return {
    entries,
    links: {
      ...(next === undefined ? {} : { next: link({ ...position, cursor: next, trail: passed }) }),
      ...(before === undefined ? {} : { previous: link({ ...position, cursor: before, trail: trail.slice(0, -1) }) }),
    },
  };
}

/** Without its oldest pages, where it is too long. */
function shorten(trail: readonly string[]): readonly string[] {
  return trail.join('').length > LONGEST_TRAIL ? shorten(trail.slice(1)) : trail;
}

function toEntryQuery({ query, cursor }: FirstPosition): EntryQuery {
  return cursor === undefined ? query : { ...query, cursor };
}
