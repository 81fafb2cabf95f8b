/** Parameters of a query or a form, each at most once (RFC 6749, 3.1). */
export type Parameters = ReadonlyMap<string, string>;

/** As many characters as all parameters of a request may have together; a state or an address is long with a tenth of it. */
export const LONGEST_PARAMETERS = 16_384;

/** Undefined where there are too many, or one is there twice. An empty one counts as absent (RFC 6749, 3.1). */
export function readParameters(text: string): Parameters | undefined {
  if (text.length > LONGEST_PARAMETERS) return undefined;
  const parameters = new Map<string, string>();
  const names = new Set<string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (names.has(name)) return undefined;
    names.add(name);
    if (value !== '') parameters.set(name, value);
  }
  return parameters;
}

export function writeParameters(parameters: Parameters): string {
  return new URLSearchParams([...parameters]).toString();
}

/** Ids of clients and authorisations: visible ASCII, which is safe wherever they are looked for. */
export const isId = (text: string): boolean => /^[\x21-\x7E]{1,128}$/.test(text);
