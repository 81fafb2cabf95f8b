/** How a serializer lays JSON out. */
export interface JsonStyle {
  /** Of one level; without it, everything is in one line. */
  readonly indent?: string;
  readonly colon: string;
  /** Between elements of one line. */
  readonly comma: string;
}

const TOKEN = /[ \t\r\n]*("(?:[^"\\]|\\.)*"|[[\]{}:,]|-?\d[\d.eE+-]*|true|false|null)/y;

/** The parts of an object or list, as they are written and without the white space between them; undefined for other text. */
export function tokenizeJson(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  let end = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    tokens.push(match[1] ?? '');
    end = TOKEN.lastIndex;
  }
  return /^[[{]$/.test(tokens[0] ?? '') && /^[ \t\r\n]*$/.test(text.slice(end)) ? tokens : undefined;
}

/** The same JSON, laid out in this style. Empty objects and lists stay in one line. */
export function renderJson(tokens: readonly string[], { indent, colon, comma }: JsonStyle): string {
  let text = '';
  let depth = 0;
  const lineEnd = () => (indent === undefined ? '' : `\n${indent.repeat(Math.max(depth, 0))}`);
  for (const [index, token] of tokens.entries()) {
    const isFirst = OPENING.has(tokens[index - 1] ?? '');
    if (CLOSING.has(token)) depth -= 1;
    if (CLOSING.has(token) ? !isFirst : isFirst) text += lineEnd();
    if (token === ':') text += colon;
    else if (token === ',') text += indent === undefined ? comma : `,${lineEnd()}`;
    else text += token;
    if (OPENING.has(token)) depth += 1;
  }
  return text;
}

const OPENING: ReadonlySet<string> = new Set(['{', '[']);
const CLOSING: ReadonlySet<string> = new Set(['}', ']']);
