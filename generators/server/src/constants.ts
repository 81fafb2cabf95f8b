import { printLiteral, toCamelCase, uniqueNames } from '@openxs2a/emit';

/** Something that several descriptors have in common. */
export interface Candidate {
  readonly value: object;
  readonly type: string;
  /** What a constant for it would be called. */
  readonly name: string;
}

export interface Constant extends Candidate {
  readonly uses: number;
}

/** Shorter values are clearer in place. */
const MIN_LENGTH = 40;

/** Brackets the name of a constant in a literal; from the private use area of Unicode. */
const MARK = '\uE000';

/** The candidates that occur several times, each once, by the name of its constant. */
export function chooseConstants(candidates: readonly Candidate[]): ReadonlyMap<string, Constant> {
  const byText = new Map<string, Constant>();
  for (const candidate of candidates) {
    const text = JSON.stringify(candidate.value);
    byText.set(text, { ...candidate, uses: (byText.get(text)?.uses ?? 0) + 1 });
  }
  const shared = [...byText].filter(([text, { uses }]) => uses > 1 && text.length >= MIN_LENGTH);
  const names = uniqueNames(
    shared.map(([text]) => text),
    (text) => toConstantName(byText.get(text)?.name ?? ''),
  );
  return new Map(shared.map(([text, constant]) => [toFinalName(names.get(text) ?? text), constant]));
}

/** `X-Request-ID` gives `xRequestId`. After a digit there is room for the number that tells equal names apart. */
function toConstantName(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const calm = words.map((word) => (/^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word));
  const joined = toCamelCase(calm.join('-'));
  return joined === 'descriptors' || /\d$/.test(joined) ? `${joined}_` : joined;
}

function toFinalName(name: string): string {
  return name.replace(/(\d)_$/, '$1');
}

/** Puts the names of the constants in the place of their values; the whole of the value itself stays. */
export function createNaming(constants: ReadonlyMap<string, Constant>): (value: unknown) => unknown {
  const names = new Map([...constants].map(([name, { value }]) => [JSON.stringify(value), name]));
  const name = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = names.get(JSON.stringify(value));
    return known === undefined ? nameMembers(value, name) : `${MARK}${known}${MARK}`;
  };
  return (value) => nameMembers(value, name);
}

function nameMembers(value: unknown, name: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(name);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, name(member)]));
}

export function printNamed(value: unknown, used: number): string {
  const marked = new RegExp(`'${MARK}([^${MARK}]*)${MARK}'`, 'g');
  return printLiteral(value, '', used).replace(marked, (_, name: string) => name);
}
