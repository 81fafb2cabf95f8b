/** One `key=value` of an element, the value without its quotes. */
export type XfccPair = readonly [key: string, value: string];

const PAIR = /([A-Za-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^",;]*))/y;

/**
 * The elements of `X-Forwarded-Client-Cert` as Envoy writes them: pairs with a semicolon between them, elements with a
 * comma, values in quotes where they need them. Undefined for anything else.
 */
export function parseXfccElements(text: string): readonly (readonly XfccPair[])[] | undefined {
  const elements: XfccPair[][] = [[]];
  let at = 0;
  for (;;) {
    PAIR.lastIndex = at;
    const found = PAIR.exec(text);
    if (found === null) return undefined;
    const [whole, key = '', quoted, plain = ''] = found;
    elements.at(-1)?.push([key, quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1')]);
    at += whole.length;
    if (at === text.length) return elements;
    const separator = text[at];
    if (separator === ',') elements.push([]);
    else if (separator !== ';') return undefined;
    at += 1;
  }
}
