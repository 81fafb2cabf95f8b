import { shorten } from '../shorten.ts';

/** An element with what is in it; nothing where nothing is in it, so that optional elements need no question. */
export function element(name: string, ...children: readonly string[]): string {
  let content = '';
  for (const child of children) content += child;
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

/** An element of text of at most so many characters; nothing for text that is absent or empty. */
export function text(name: string, value: string | undefined, limit: number): string {
  return value ? element(name, escapeXml(shorten(cleanText(value), limit))) : '';
}

/** An amount, without its sign, and its currency. */
export function amountElement(name: string, currency: string, amount: string): string {
  return `<${name} Ccy="${currency}">${amount}</${name}>`;
}

/** Text in pieces of at most so many characters, an element each, so that nothing is cut off. */
export function textPieces(name: string, value: string, limit: number): string {
  if (value.length <= limit) return text(name, value, limit);
  const characters = Array.from(cleanText(value));
  const pieces = Array.from({ length: Math.ceil(characters.length / limit) }, (_, index) =>
    characters.slice(index * limit, (index + 1) * limit).join(''),
  );
  return pieces.map((piece) => element(name, escapeXml(piece))).join('');
}

/** Characters that XML 1.0 (2.2) cannot carry, not even escaped, become U+FFFD. */
function cleanText(value: string): string {
  return !PLAIN.test(value) && FORBIDDEN.test(value) ? value.toWellFormed().replace(FORBIDDEN_ALL, '\u{FFFD}') : value;
}

// in one place: '>' for ]]>, and the carriage return because a reader would make a line feed of it (XML 1.0, 2.11)
function escapeXml(value: string): string {
  return /[&<>\r]/.test(value) ? value.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character) : value;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

// nearly all text, and quickly told
const PLAIN = /^[\x20-\x7e\xa0-\xff]*$/;
const FORBIDDEN_SOURCE = '[^\\t\\n\\r\\u{20}-\\u{D7FF}\\u{E000}-\\u{FFFD}\\u{10000}-\\u{10FFFF}]';
const FORBIDDEN = new RegExp(FORBIDDEN_SOURCE, 'u');
const FORBIDDEN_ALL = new RegExp(FORBIDDEN_SOURCE, 'gu');
