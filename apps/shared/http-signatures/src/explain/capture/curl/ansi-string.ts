import { CaptureError, lineAt } from '../capture-error.ts';

const ESCAPE =
  /\\(?:([abeEfnrtv\\'"?])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|c([\s\S]))/y;

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** `$'…'` with its escapes (bash manual, 3.1.2.4), as browsers copy what has line ends or quotes in it. */
export function readAnsiString(text: string, from: number): { readonly text: string; readonly next: number } {
  let value = '';
  for (let at = from + 2; at < text.length; ) {
    if (text[at] === "'") return { text: value, next: at + 1 };
    ESCAPE.lastIndex = at;
    const found = text[at] === '\\' ? ESCAPE.exec(text) : null;
    value += found === null ? text[at] : decode(found);
    at += found === null ? 1 : found[0].length;
  }
  throw new CaptureError('ERR_CAPTURE_SYNTAX', "The quote $' that opens here is never closed.", lineAt(text, from));
}

/** Text is bytes, a character each: an escape by code point stands for its UTF-8. */
function decode([, simple, octal, byte, short, long, control]: RegExpExecArray): string {
  if (simple !== undefined) return SIMPLE[simple] ?? simple;
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16));
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
  const code = Number.parseInt(short ?? long ?? '', 16);
  return code > 0x10ffff ? '' : Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1');
}
