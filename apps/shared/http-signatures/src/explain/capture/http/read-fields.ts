import { quote } from '../../printable.ts';
import { BLANKS, trimBoth } from '../../trim.ts';
import type { CaptureNote } from '../capture.ts';
import { CaptureError } from '../capture-error.ts';
import type { Line } from './split-head.ts';

export type Field = readonly [name: string, value: string];

const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)$/;

/**
 * Header lines (RFC 9112, 5). A line that begins with white space goes on with the one before: a capture that went
 * through a mail or a ticket has such lines, and they are joined by one blank (5.2).
 */
export function readFields(lines: readonly Line[]): {
  readonly fields: readonly Field[];
  readonly notes: readonly CaptureNote[];
} {
  const unfolded = unfold(lines);
  const fields = unfolded.map(readField);
  return { fields, notes: unfolded.length === lines.length ? [] : [UNFOLDED] };
}

const UNFOLDED: CaptureNote = {
  code: 'header-unfolded',
  words: 'A header goes on in the next line; the lines were joined by one blank, as RFC 9112 5.2 says.',
};

function unfold(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (/^[ \t]/.test(line.text) && last !== undefined) {
      joined[joined.length - 1] = { ...last, text: `${last.text} ${line.text.trim()}` };
    } else joined.push(line);
  }
  return joined;
}

function readField({ number, text }: Line): Field {
  const [, name, value = ''] = FIELD.exec(text) ?? [];
  if (name === undefined)
    throw new CaptureError('ERR_CAPTURE_SYNTAX', `${quote(text)} is no header: Name: value.`, number);
  return [name, trimBoth(value, BLANKS)];
}
