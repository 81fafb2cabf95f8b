/**
 * The entry of a small table by a name that somebody sent; names of every object, such as `constructor`, are none of it.
 * Compared one by one: to look up a text that was just cut out of another takes longer.
 */
export function findEntry<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  for (const known in table) if (known === name) return table[known];
  return undefined;
}
