/** The pairs of a query, a cookie or a form: name to raw values, still percent-encoded, in the order they came. */
export type RawPairs = ReadonlyMap<string, readonly string[]>;

/**
 * Splits `a=1&b=2`. Names are decoded, values are not: a delimiter inside a value is told apart only before decoding.
 * `+` stands for a space, as forms write it. Names that are no percent-encoded UTF-8 go to `malformed`.
 */
export function parsePairs(text: string, decode: (text: string) => string, malformed: string[]): RawPairs {
  const pairs = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const plain = pair.includes('+') ? pair.replaceAll('+', '%20') : pair;
    const cut = plain.indexOf('=');
    const name = tryDecode(cut < 0 ? plain : plain.slice(0, cut), decode, malformed);
    if (name !== undefined) addPair(pairs, name, cut < 0 ? '' : plain.slice(cut + 1));
  }
  return pairs;
}

export function addPair(pairs: Map<string, string[]>, name: string, value: string): void {
  const values = pairs.get(name);
  if (values === undefined) pairs.set(name, [value]);
  else values.push(value);
}

function tryDecode(text: string, decode: (text: string) => string, malformed: string[]): string | undefined {
  try {
    return decode(text);
  } catch {
    // Reported as a problem by whoever asked for the pairs.
    malformed.push(text);
    return undefined;
  }
}
