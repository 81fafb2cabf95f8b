import type { Deviation } from '../deviations/deviation.ts';
import type { SignatureAttempt } from './attempt.ts';

type Layout = Deviation<SignatureAttempt>;

/** How the lines are put together. The usual ones first. */
export const LAYOUT_DEVIATIONS: readonly Layout[] = [
  setting('line-feed-at-end', 'end', 'a line feed is added at the end of the signing string', { end: '\n' }),
  setting('joined-by-crlf', 'join', 'the lines are joined by CRLF instead of LF', { join: '\r\n' }),
  setting('crlf-at-end', 'end', 'CRLF is added at the end of the signing string', { end: '\r\n' }),
  setting('no-blank-after-colon', 'colon', 'there is no blank behind the colons', { colon: ':' }),
  setting('blank-before-colon', 'colon', 'there is a blank before the colons', { colon: ' : ' }),
  setting('equals-sign', 'colon', 'there is = instead of the colon and its blank', { colon: '=' }),
  setting('joined-by-escape', 'join', 'the lines are joined by the two characters \\n instead of a line feed', {
    join: '\\n',
  }),
  setting('joined-by-nothing', 'join', 'the lines are joined by nothing', { join: '' }),
  setting('joined-by-blank', 'join', 'the lines are joined by a blank', { join: ' ' }),
  setting('joined-by-comma', 'join', 'the lines are joined by a comma', { join: ',' }),
  setting('joined-by-comma-and-blank', 'join', 'the lines are joined by a comma and a blank', { join: ', ' }),
  setting('escape-at-end', 'end', 'the two characters \\n are added at the end of the signing string', { end: '\\n' }),
  setting('blank-at-end', 'end', 'a blank is added at the end of the signing string', { end: ' ' }),
  spelling('names-in-title-case', 'the names are written With-Capitals', (name) =>
    name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
  ),
  spelling('names-in-upper-case', 'the names are written in upper case', (name) => name.toUpperCase()),
  spelling('names-without-parentheses', 'pseudo-headers are written without their parentheses', (name) =>
    name.replace(/^\((.*)\)$/, '$1'),
  ),
  spelling('no-names', 'the values stand alone, without their names', () => '', ''),
  encoding('utf-8-twice', 'the bytes of the headers are encoded in UTF-8 once more', (text) =>
    Buffer.from(text, 'utf8'),
  ),
  encoding('latin-1', 'the headers are encoded in Latin-1 instead of UTF-8', (text) =>
    Buffer.from(Buffer.from(text, 'latin1').toString('utf8'), 'latin1'),
  ),
  encoding('utf-16', 'the signing string is encoded in UTF-16', (text) => Buffer.from(text, 'utf16le')),
];

function setting(code: string, dimension: string, words: string, parts: Partial<SignatureAttempt>): Layout {
  return { code, dimension, words, apply: (attempt) => ({ ...attempt, ...parts }) };
}

/** Names as `headers` or the message spell them, where that is not in lower case. */
export function spellAs(code: string, words: string, spelled: readonly string[]): Layout {
  const byName = new Map(spelled.map((name) => [name.toLowerCase(), name]));
  return spelling(code, words, (name) => byName.get(name) ?? name);
}

function spelling(code: string, words: string, spell: (name: string) => string, colon?: string): Layout {
  return {
    code,
    dimension: 'spelling',
    words,
    apply(attempt) {
      const isSame = attempt.names.every((name) => spell(name) === attempt.spell(name));
      return isSame ? undefined : { ...attempt, spell, ...(colon === undefined ? {} : { colon }) };
    },
  };
}

function encoding(code: string, words: string, encode: (text: string) => Buffer): Layout {
  return { code, dimension: 'encoding', words, apply: (attempt) => ({ ...attempt, encode }) };
}
