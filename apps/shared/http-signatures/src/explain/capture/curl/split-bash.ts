import { toPrintable } from '../../printable.ts';
import { CaptureError, countLines, lineAt } from '../capture-error.ts';
import { readAnsiString } from './ansi-string.ts';
import type { Word, Words } from './words.ts';

/** Ends a simple command (bash manual, 3.2.2, 3.6): what follows is another command, or a redirection. */
const ENDS = new Set(['\n', ';', '|', '&', '<', '>', '(', ')']);

interface Piece {
  readonly text: string;
  readonly next: number;
}

/** The command that begins at an offset, split into words after the quoting rules of bash (manual, 3.1.2). Nothing is expanded: what would be is refused. */
export function splitBash(text: string, from: number): Words {
  const words: Word[] = [];
  const lineOf = countLines(text);
  let at = from;
  for (;;) {
    at = skipBlanks(text, at);
    if (at >= text.length) return { words, rest: '' };
    if (ENDS.has(text[at] ?? '')) return { words, rest: text.slice(at) };
    const word = readWord(text, at);
    // the digit of `2>file` belongs to the redirection
    if (/[<>]/.test(text[word.next] ?? '') && /^\d$/.test(text.slice(at, word.next)))
      return { words, rest: text.slice(at) };
    words.push({ text: word.text, line: lineOf(at) });
    at = word.next;
  }
}

/** A comment begins where a word could, and ends with the line. */
const BLANK = /[ \t]+|\\\r?\n|\r(?=\n)|#[^\n]*/y;

function skipBlanks(text: string, from: number): number {
  for (let at = from; ; at = BLANK.lastIndex) {
    BLANK.lastIndex = at;
    if (!BLANK.test(text)) return at;
  }
}

function readWord(text: string, from: number): Piece {
  let word = '';
  let at = from;
  while (at < text.length && !endsWord(text, at)) {
    const piece = readPiece(text, at);
    word += piece.text;
    at = piece.next;
  }
  return { text: word, next: at };
}

function endsWord(text: string, at: number): boolean {
  const character = text[at] ?? '';
  return character === ' ' || character === '\t' || ENDS.has(character) || text.startsWith('\r\n', at);
}

function readPiece(text: string, at: number): Piece {
  const character = text[at] ?? '';
  if (character === "'") return readSingle(text, at);
  if (character === '"') return readDouble(text, at + 1, at);
  if (character === '\\') return readEscaped(text, at);
  if (character === '$' && text[at + 1] === "'") return readAnsiString(text, at);
  if (character === '$' && text[at + 1] === '"') return readDouble(text, at + 2, at);
  refuseExpansion(text, at);
  return { text: character, next: at + 1 };
}

function readSingle(text: string, at: number): Piece {
  const end = text.indexOf("'", at + 1);
  if (end < 0) throw unclosed(text, at);
  return { text: text.slice(at + 1, end), next: end + 1 };
}

function readDouble(text: string, from: number, opened: number): Piece {
  let value = '';
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') return { text: value, next: at + 1 };
    refuseExpansion(text, at);
    const escaped = character === '\\' ? /^\\(?:([$`"\\])|\r?\n)/.exec(text.slice(at, at + 3)) : null;
    value += escaped === null ? character : (escaped[1] ?? '');
    at += escaped === null ? 0 : escaped[0].length - 1;
  }
  throw unclosed(text, opened);
}

function readEscaped(text: string, at: number): Piece {
  const continued = /^\\\r?\n/.exec(text.slice(at, at + 3));
  if (continued !== null) return { text: '', next: at + continued[0].length };
  return { text: text[at + 1] ?? '\\', next: Math.min(at + 2, text.length) };
}

/** What the shell would have put there is not in the text, and a guess would explain another message. */
function refuseExpansion(text: string, at: number): void {
  if (text[at] !== '$' && text[at] !== '`') return;
  const [found] = /^(?:\$\w+|\$\{[^}]*\}?|\$\(|\$[@*#?!$-]|`)/.exec(text.slice(at, at + 80)) ?? [];
  if (found === undefined) return;
  const message = `The shell puts something in the place of ${toPrintable(found)}. Write there what it puts.`;
  throw new CaptureError('ERR_CAPTURE_INCOMPLETE', message, lineAt(text, at));
}

function unclosed(text: string, at: number): CaptureError {
  return new CaptureError(
    'ERR_CAPTURE_SYNTAX',
    `The quote ${text[at]} that opens here is never closed.`,
    lineAt(text, at),
  );
}
