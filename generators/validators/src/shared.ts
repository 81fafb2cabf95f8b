import { printLiteral, toCamelCase, uniqueNames } from '@openxs2a/emit';

export type SharedType = 'Schema' | 'ResponseSchema';

/** Gives what stands for a value until it is printed: equal values of one name are one. */
export type Share = (type: SharedType, name: string, value: object | boolean) => Shared;

/** A constant that stands for a value that occurs several times. */
export interface Constant {
  readonly name: string;
  readonly type: SharedType;
  readonly value: unknown;
}

export class Shared {
  readonly type: SharedType;
  readonly name: string;
  readonly value: object | boolean;
  readonly index: number;
  /** How many places name it. */
  uses = 0;

  constructor(type: SharedType, name: string, value: object | boolean, index: number) {
    this.type = type;
    this.name = name;
    this.value = value;
    this.index = index;
  }

  toJSON(): string {
    return `shared ${this.index}`;
  }
}

/** What is shorter is clearer in place, and so is a bare reference. */
const MIN_LENGTH = 28;

export function createShare(): Share {
  const known = new Map<string, Shared>();
  return (type, name, value) => {
    const key = `${type} ${name} ${JSON.stringify(value)}`;
    const shared = known.get(key) ?? new Shared(type, name, value, known.size);
    known.set(key, shared);
    return shared;
  };
}

/** Marks the name of a constant in a literal; from the private use area of Unicode. */
const MARK = '\uE000';

/** The value with names of constants in place of what occurs several times, and these constants, inner ones first. */
export function separateShared(value: unknown): { readonly constants: readonly Constant[]; readonly value: unknown } {
  const all = countUses(value);
  const worthy = all.filter(isWorthy);
  const names = nameAll(worthy);
  const replace = (item: unknown): unknown => {
    if (item instanceof Shared) {
      const name = names.get(item);
      return name === undefined ? replace(item.value) : `${MARK}${name}${MARK}`;
    }
    if (Array.isArray(item)) return item.map(replace);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, member]) => [key, replace(member)]));
  };
  const constants = worthy.map((item) => ({
    name: names.get(item) ?? '',
    type: item.type,
    value: replace(item.value),
  }));
  return { constants, value: replace(value) };
}

/** Prints a value that `separateShared` gave. */
export function printSeparated(value: unknown, used: number): string {
  return printLiteral(value, '', used).replace(
    new RegExp(`'${MARK}([^${MARK}]*)${MARK}'`, 'g'),
    (_, name: string) => name,
  );
}

/** Every shared value below, in the order in which they end; what stands in a shared value is counted once. */
function countUses(value: unknown): readonly Shared[] {
  const ended: Shared[] = [];
  const visit = (item: unknown): void => {
    if (item instanceof Shared) {
      item.uses += 1;
      if (item.uses > 1) return;
      visit(item.value);
      ended.push(item);
    } else if (typeof item === 'object' && item !== null) Object.values(item).forEach(visit);
  };
  visit(value);
  return ended;
}

function isWorthy({ uses, value }: Shared): boolean {
  const bare = typeof value === 'object' && Object.keys(value).join() === '$ref';
  return uses > 1 && !bare && JSON.stringify(value).length >= MIN_LENGTH;
}

function nameAll(all: readonly Shared[]): ReadonlyMap<Shared, string> {
  const keys = new Map(all.map((item) => [`${item.index}`, item]));
  const names = uniqueNames([...keys.keys()], (key) => toConstantName(keys.get(key)?.name ?? ''));
  return new Map([...keys].map(([key, item]) => [item, names.get(key)?.replace(/(\d)_$/, '$1') ?? '']));
}

/** `X-Request-ID` gives `xRequestId`. After a digit there is room for the number that tells equal names apart. */
function toConstantName(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const calm = words.map((word) => (/^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word));
  const joined = toCamelCase(calm.join('-'));
  if (joined === 'operations') return 'operations_';
  return /\d$/.test(joined) ? `${joined}_` : joined;
}
