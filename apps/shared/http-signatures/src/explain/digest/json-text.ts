/** How a serializer lays JSON out. */
export interface JsonStyle {
  /** Of one level; without it, everything is in one line. */
  readonly indent?: string;
  readonly colon: string;
  /** Between elements of one line. */
  readonly comma: string;
}

const WHITE_SPACE = /[ \t\r\n]*/y;
const TOKEN = /[[\]{}:,]|-?\d[\d.eE+-]*|true|false|null/y;

/** The parts of an object or list, as they are written and without the white space between them; undefined for other text. */
export function tokenizeJson(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  for (let at = skipWhiteSpace(text, 0); at < text.length; ) {
    const end = text[at] === '"' ? endOfString(text, at) : endOfToken(text, at);
    if (end === undefined) return undefined;
    tokens.push(text.slice(at, end));
    at = skipWhiteSpace(text, end);
  }
  return OPENING.has(tokens[0] ?? '') ? tokens : undefined;
}

function skipWhiteSpace(text: string, at: number): number {
  WHITE_SPACE.lastIndex = at;
  WHITE_SPACE.test(text);
  return WHITE_SPACE.lastIndex;
}

function endOfToken(text: string, at: number): number | undefined {
  TOKEN.lastIndex = at;
  return TOKEN.test(text) ? TOKEN.lastIndex : undefined;
}

function endOfString(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at += 1;
  }
  return undefined;
}

/** Indents of what is nested deep can be much longer than the text itself. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** The same JSON, laid out in this style; empty objects and lists stay in one line. Undefined where that is too long. */
export function renderJson(tokens: readonly string[], { indent, colon, comma }: JsonStyle): string | undefined {
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
    if (text.length > MOST_CHARACTERS) return undefined;
  }
  return text;
}

const OPENING: ReadonlySet<string> = new Set(['{', '[']);
const CLOSING: ReadonlySet<string> = new Set(['}', ']']);
