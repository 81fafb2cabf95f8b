import { CaptureError, countLines } from '../capture-error.ts';
import type { Word, Words } from './words.ts';

/** Whether a command is written for cmd: carets before quotes or line ends, outside of what bash takes as quoted, mean something there only. */
export function isCmd(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '^' && /^\^(?:"|\r?\n)/.test(text.slice(at, at + 3))) return true;
    if (character === '\\') at += 1;
    else if (character === '"') at = skipQuoted(text, at, '"');
    else if (character === "'") at = text[at - 1] === '$' ? skipQuoted(text, at, "'") : skipTo(text, at, "'");
  }
  return false;
}

/** To the quote that closes, over those with a backslash before them. */
function skipQuoted(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === quote) return at;
    if (text[at] === '\\') at += 1;
  }
  return text.length;
}

function skipTo(text: string, from: number, quote: string): number {
  const end = text.indexOf(quote, from + 1);
  return end < 0 ? text.length : end;
}

/** Two layers, as on Windows: cmd takes the carets out, then the C runtime of the program splits what is left. */
export function splitCmd(text: string, from: number): Words {
  const { command, lines, rest } = takeCarets(text, from);
  return { words: splitArguments(command, lines), rest };
}

interface Command {
  readonly command: string;
  /** The line of each character. */
  readonly lines: readonly number[];
  readonly rest: string;
}

/** A caret makes the next character plain; at a line end it takes this away and makes the character behind it plain. Between quotes of cmd it is itself. */
function takeCarets(text: string, from: number): Command {
  const lineOf = countLines(text);
  let command = '';
  const lines: number[] = [];
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    let character = text[at] ?? '';
    if (character === '^' && !quoted) {
      const lineEnd = /^\r?\n/.exec(text.slice(at + 1, at + 3));
      at += 1 + (lineEnd?.[0].length ?? 0);
      character = text[at] ?? '';
    } else {
      if (/[\n|&<>]/.test(character) && !(quoted && character !== '\n'))
        return { command, lines, rest: text.slice(at) };
      if (character === '"') quoted = !quoted;
    }
    command += character;
    lines.push(lineOf(at));
  }
  return { command, lines, rest: '' };
}

/** The rules of the C runtime: `\"` is a quote, backslashes count only before one, `""` between quotes is one quote. */
function splitArguments(command: string, lines: readonly number[]): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < command.length) {
    if (/[ \t\r]/.test(command[at] ?? '')) {
      at += 1;
      continue;
    }
    const { text, next } = readArgument(command, at, lines[at] ?? 1);
    words.push({ text, line: lines[at] ?? 1 });
    at = next;
  }
  return words;
}

const PIECE = /(\\*)(""|")|\\+|[^\\"]/y;

function readArgument(command: string, from: number, line: number): { text: string; next: number } {
  let text = '';
  let quoted = false;
  let at = from;
  while (at < command.length && (quoted || !/[ \t\r]/.test(command[at] ?? ''))) {
    PIECE.lastIndex = at;
    const [piece = '', slashes = '', quotes] = PIECE.exec(command) ?? [];
    if (quotes === undefined) {
      text += piece;
      at += piece.length;
      continue;
    }
    text += '\\'.repeat(slashes.length >> 1);
    at += slashes.length + 1;
    if (slashes.length % 2 === 1) text += '"';
    else if (quoted && quotes === '""') {
      text += '"';
      at += 1;
    } else quoted = !quoted;
  }
  if (quoted)
    throw new CaptureError('ERR_CAPTURE_SYNTAX', 'The quote " that opens in this argument is never closed.', line);
  return { text, next: at };
}
