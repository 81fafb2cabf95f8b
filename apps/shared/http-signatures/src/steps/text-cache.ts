import type { Verdict } from '@openxs2a/certificates';

/** What was made of long texts that come again and again. */
export interface TextCache<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/** Enough to tell certificates apart: the end of each is a signature. */
const TAIL = 96;

/**
 * Keeps the `limit` values that were asked for last, and at times as many again: when a generation is full, the one
 * before it goes, and what is asked for moves into the new one. So a hit costs one look, and moves nothing.
 *
 * Values are found by the end of their text and compared whole, because hashing kilobytes takes longer than the rest.
 */
export function createTextCache<Value>(limit: number): TextCache<Value> {
  type Entry = { readonly text: string; readonly value: Value };
  let young = new Map<string, Entry>();
  let old: ReadonlyMap<string, Entry> = new Map();

  const keep = (key: string, entry: Entry): void => {
    if (limit <= 0) return;
    young.set(key, entry);
    if (young.size < limit) return;
    old = young;
    young = new Map();
  };

  return {
    get(text) {
      const key = text.slice(-TAIL);
      const fresh = young.get(key);
      if (fresh?.text === text) return fresh.value;
      const aged = old.get(key);
      if (aged?.text !== text) return undefined;
      keep(key, aged);
      return aged.value;
    },
    set(text, value) {
      keep(text.slice(-TAIL), { text, value });
    },
  };
}

/**
 * The same function with a memory for so many texts, at times twice as many. What it refuses is not remembered, so that
 * rubbish pushes nothing out.
 */
export function rememberAccepted<Found, Reason extends string>(
  read: (text: string) => Verdict<Found, Reason>,
  entries: number,
): (text: string) => Verdict<Found, Reason> {
  const cache = createTextCache<Verdict<Found, Reason>>(entries);
  return (text) => {
    const known = cache.get(text);
    if (known !== undefined) return known;
    const verdict = read(text);
    if (verdict.accepted) cache.set(text, verdict);
    return verdict;
  };
}
