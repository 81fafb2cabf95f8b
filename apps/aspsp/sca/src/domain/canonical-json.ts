/** JSON of which two texts are the same where the values are: members sorted by name, as RFC 8785 has it. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortMembers(value));
}

/** The same value with every list as a set: in one order, without repetitions. */
export function listsAsSets(value: unknown): unknown {
  if (Array.isArray(value)) {
    const byText = new Map(value.map(listsAsSets).map((item) => [canonicalJson(item), item]));
    return [...byText.keys()].sort().map((text) => byText.get(text));
  }
  return mapMembers(value, listsAsSets);
}

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  return mapMembers(value, sortMembers);
}

function mapMembers(value: unknown, change: (member: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // without a prototype, so that a member called `__proto__` stays one
  const changed: Record<string, unknown> = Object.create(null);
  for (const [name, member] of members) changed[name] = change(member);
  return changed;
}
