/** A map that forgets what was not asked for longest. */
export interface Lru<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** Without a filter: everything. */
  deleteWhere(matches?: (key: string, value: Value) => boolean): void;
}

export function createLru<Value>(limit: number): Lru<Value> {
  if (!Number.isInteger(limit) || limit < 1) throw new TypeError('the number of "entries" must be a positive integer');
  const entries = new Map<string, Value>();
  return {
    get(key) {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries.keys();
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    },
    deleteWhere(matches = () => true) {
      for (const [key, value] of entries) if (matches(key, value)) entries.delete(key);
    },
  };
}
