/** More is cut off: no name is longer, and the work for a query stays bounded. */
const MOST_CHARACTERS = 200;
const MOST_TERMS = 8;

/** What is searched for: all of it must be found. Case makes no difference. */
export function toTerms(query: string): readonly string[] {
  const terms = query
    .slice(0, MOST_CHARACTERS)
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
  return [...new Set(terms)].slice(0, MOST_TERMS);
}

/** `getConsentStatus`, `X-Request-ID` and `camt.052` by their words, lower-cased. */
export function toWords(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
