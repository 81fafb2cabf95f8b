import type { Entry, EntryKind } from './entries.ts';
import { toTerms, toWords } from './words.ts';

/** Entries with what is compared, made once. */
export type Index = readonly Prepared[];

interface Prepared {
  readonly entry: Entry;
  readonly name: string;
  readonly words: readonly string[];
  readonly place: string;
  readonly text: string;
}

export interface Found {
  /** The best first, no more than were asked for. */
  readonly entries: readonly Entry[];
  readonly total: number;
}

export function createIndex(entries: readonly Entry[]): Index {
  return entries.map((entry) => ({
    entry,
    name: entry.name.toLowerCase(),
    words: toWords(entry.name),
    place: entry.place.toLowerCase(),
    text: entry.text.toLowerCase(),
  }));
}

/** Where all terms occur, ranked by where: a name counts more than a place, a place more than a text. */
export function search(index: Index, query: string, most: number): Found {
  const terms = toTerms(query);
  if (terms.length === 0) return { entries: [], total: 0 };
  const found = index.flatMap((prepared) => {
    const score = scoreOf(prepared, terms);
    return score === 0 ? [] : { entry: prepared.entry, score: score + WEIGHTS[prepared.entry.kind] };
  });
  found.sort((a, b) => b.score - a.score || compareEntries(a.entry, b.entry));
  return { entries: found.slice(0, most).map(({ entry }) => entry), total: found.length };
}

/** 0 where a term does not occur at all. Shorter names win: more of them is what was looked for. */
function scoreOf(prepared: Prepared, terms: readonly string[]): number {
  const scores = terms.map((term) => scoreTerm(prepared, term));
  if (scores.includes(0)) return 0;
  const covered = terms.filter((term) => prepared.name.includes(term)).join('').length;
  return scores.reduce((sum, score) => sum + score, 0) + (10 * covered) / Math.max(prepared.name.length, 1);
}

function scoreTerm({ name, words, place, text }: Prepared, term: string): number {
  if (name === term) return 100;
  if (words.includes(term)) return 60;
  if (words.some((word) => word.startsWith(term)) || name.startsWith(term)) return 45;
  if (name.includes(term)) return 30;
  if (place.includes(term)) return 15;
  const at = text.indexOf(term);
  if (at < 0) return 0;
  return at === 0 || /[^\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 8 : 3;
}

/** What is looked for most comes first: there are many properties of a name, and few operations. */
const WEIGHTS: Readonly<Record<EntryKind, number>> = {
  operation: 30,
  schema: 20,
  parameter: 15,
  header: 10,
  property: 0,
};

const compareEntries = (a: Entry, b: Entry) => compareTexts(a.name, b.name) || compareTexts(a.place, b.place);

const compareTexts = (a: string, b: string) => (a < b ? -1 : Number(a > b));
