/** Numbers that look random and are always the same for a seed: for demo data alone, never for anything secret. */
export interface SeededRandom {
  /** From `least` to `most`, both included. */
  integer(least: number, most: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** 32 hexadecimal digits. */
  id(): string;
}

export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  // mulberry32, by Tommy Ettinger (public domain)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const integer = (least: number, most: number): number => least + (next() % (most - least + 1));
  return {
    integer,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    id: () => Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join(''),
  };
}
