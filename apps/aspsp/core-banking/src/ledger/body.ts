/** A plain object as JSON text for a column; what has no member there is not written. */
export function encodeBody(body: object): string {
  return JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** The object that `encodeBody` wrote, amounts and times as they were. */
export function decodeBody<Body extends object>(text: string): Body {
  // most bodies have no amounts, and reviving is slow
  const isRevived = text.includes('minorUnits"') || text.includes('DateTime"');
  // written by encodeBody of the same type
  return JSON.parse(text, isRevived ? revive : undefined) as Body;
}

function revive(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'minorUnits') return BigInt(value);
  return key.endsWith('DateTime') ? new Date(value) : value;
}
