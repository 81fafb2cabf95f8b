import type { BankProfile } from '@openxs2a/profile';
import { malformed, refused } from './refusals.ts';

/** Which part of a report is asked for by its number. */
export interface PageNumber {
  /** The first page is 0. */
  readonly index: number;
  readonly size: number;
}

/** Query parameters that the interface does not declare: our own, and two of an older edition of it. */
export interface UndeclaredParameters {
  /** What a link has to know, sealed. */
  readonly page: string | undefined;
  readonly pageIndex: string | undefined;
  readonly itemsPerPage: string | undefined;
}

/** From path and query as they stood in the request line. One that comes twice is refused, as declared ones are. */
export function readUndeclared(target: string): UndeclaredParameters {
  const at = target.indexOf('?');
  const query = new URLSearchParams(at < 0 ? '' : target.slice(at + 1));
  const read = (name: string) => {
    const [value, ...more] = query.getAll(name);
    if (more.length > 0) throw malformed(name, 'duplicate', 'must not occur more than once');
    return value;
  };
  return { page: read('page'), pageIndex: read('pageIndex'), itemsPerPage: read('itemsPerPage') };
}

/** Undefined where pages are not asked for by their numbers; refuses that where the bank does not offer it. */
export function readPageNumber(
  { pageIndex, itemsPerPage }: UndeclaredParameters,
  { pageParameters, pageSize, maxPageSize }: BankProfile['transactions'],
): PageNumber | undefined {
  if (pageIndex === undefined && itemsPerPage === undefined) return undefined;
  if (!pageParameters) throw refused('parameter-not-supported', { parameters: 'pageIndex, itemsPerPage' });
  return {
    index: readInteger('pageIndex', pageIndex ?? '0', { least: 0, most: 999_999 }),
    size: readInteger('itemsPerPage', itemsPerPage ?? String(pageSize), { least: 1, most: maxPageSize }),
  };
}

function readInteger(name: string, text: string, { least, most }: { least: number; most: number }): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw malformed(name, 'type', `must be an integer from ${least} to ${most}`);
}
