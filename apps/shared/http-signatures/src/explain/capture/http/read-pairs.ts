import { quote } from '../../printable.ts';
import { BLANKS, trimBoth } from '../../trim.ts';
import type { CaptureNote } from '../capture.ts';
import { CaptureError } from '../capture-error.ts';
import { type Field, readFields } from './read-fields.ts';
import type { Line } from './split-head.ts';

/** Headers of HTTP/2 as browsers copy them: `:method: POST` in a line, or the name in one line and its value in the next. */
export function readPairs(lines: readonly Line[]): {
  readonly fields: readonly Field[];
  readonly notes: readonly CaptureNote[];
} {
  if (/^:[a-z]+:?[ \t]*$/.test(lines[0]?.text ?? '')) return { fields: pairUp(lines), notes: [] };
  const first = lines.filter(({ text }) => text.startsWith(':')).map(readPseudo);
  const { fields, notes } = readFields(lines.filter(({ text }) => !text.startsWith(':')));
  return { fields: [...first, ...fields], notes };
}

function readPseudo({ number, text }: Line): Field {
  const [, name, value = ''] = /^(:[a-z]+):(.*)$/.exec(text) ?? [];
  if (name === undefined)
    throw new CaptureError('ERR_CAPTURE_SYNTAX', `${quote(text)} is no pseudo-header: ":name: value".`, number);
  return [name, trimBoth(value, BLANKS)];
}

function pairUp(lines: readonly Line[]): Field[] {
  const fields: Field[] = [];
  for (let index = 0; index < lines.length; index += 2) {
    const [name, value] = [lines[index], lines[index + 1]];
    if (name === undefined) break;
    if (value === undefined)
      throw new CaptureError('ERR_CAPTURE_SYNTAX', `The value of ${quote(name.text)} is missing.`, name.number);
    fields.push([name.text.trim().replace(/:$/, ''), value.text.trim()]);
  }
  return fields;
}
