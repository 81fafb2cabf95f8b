const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield constructor'
  ).split(' '),
);

/** The name as an identifier, changed only where it is none: `get-account.list` gives `getAccountList`. */
export function toIdentifier(name: string): string {
  const joined = name
    .replace(/[^\p{ID_Continue}$]+(.)?/gu, (_, next: string | undefined) => next?.toUpperCase() ?? '')
    .replace(/^[^\p{ID_Start}$_]+/u, (digits) => `_${digits}`);
  if (joined === '') return '_';
  return RESERVED.has(joined) ? `${joined}_` : joined;
}

export function toPascalCase(name: string): string {
  const id = toIdentifier(name).replace(/^_+(?=\p{L})/u, '');
  return id.charAt(0).toUpperCase() + id.slice(1);
}

export function toCamelCase(name: string): string {
  const id = toIdentifier(name);
  return id.charAt(0).toLowerCase() + id.slice(1);
}

/** A name for each key, none twice, not even by letter case (file systems); a clash gets a number. */
export function uniqueNames(keys: readonly string[], toName: (key: string) => string): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const key of keys) {
    const base = toName(key);
    let name = base;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${base}${count}`;
    taken.add(name.toLowerCase());
    names.set(key, name);
  }
  return names;
}
