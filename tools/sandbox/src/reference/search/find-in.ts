import type { Specification } from '../edition.ts';
import { perObject } from '../memo.ts';
import { listEntries } from './entries.ts';
import { createIndex, type Found, search } from './search.ts';

/** Searches one specification, whose index is made with the first search. */
export function findIn(
  specification: Specification,
  query: string,
  most: number,
): { readonly specification: string; readonly found: Found } {
  return { specification: specification.name, found: search(indexOf(specification), query, most) };
}

const indexOf = perObject((specification: Specification) => createIndex(listEntries(specification)));
