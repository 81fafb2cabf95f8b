import type { Deviation } from '../deviations/deviation.ts';
import { trimBoth, trimEnd } from '../trim.ts';
import type { DigestAttempt } from './digest-attempt.ts';
import { type JsonStyle, renderJson, tokenizeJson } from './json-text.ts';

type BodyDeviation = Deviation<DigestAttempt>;

const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf);

/** What senders hash instead of the bytes that they send; the usual ones first. */
export const BODY_DEVIATIONS: readonly BodyDeviation[] = [
  ofText(
    'body-without-line-end',
    'end',
    'the line ends at the end of the body are left out (an editor adds one when it saves a capture)',
    (text) => trimEnd(text, '\r\n'),
  ),
  ofText(
    'body-with-line-feed',
    'end',
    'a line feed is added at the end of the body (lost in the capture, or hashed and never sent)',
    (text) => `${text}\n`,
  ),
  ofText(
    'body-with-crlf',
    'end',
    'a carriage return and a line feed are added at the end of the body (lost in the capture, or hashed and never sent)',
    (text) => `${text}\r\n`,
  ),
  ofText('body-trimmed', 'end', 'the white space around the body is left out', (text) => trimBoth(text, ' \t\r\n')),
  instead('body-empty', 'it is made of no body at all', (body) => body.length > 0, ''),
  instead('body-empty-object', 'it is made of {} instead of the empty body', isEmpty, '{}'),
  instead('body-null', 'it is made of the word null instead of the empty body', isEmpty, 'null'),
  instead('body-empty-string', 'it is made of "" instead of the empty body', isEmpty, '""'),
  ofText('body-with-lf', 'line-ends', 'the line ends in the body are LF instead of CRLF', (text) =>
    text.replaceAll('\r\n', '\n'),
  ),
  ofText('body-with-crlf-lines', 'line-ends', 'the line ends in the body are CRLF instead of LF', (text) =>
    text.replace(/\r?\n/g, '\r\n'),
  ),
  ofText('body-without-line-breaks', 'line-ends', 'all line ends in the body are left out', (text) =>
    text.replace(/[\r\n]+/g, ''),
  ),
  ofJson('json-minified', 'without any white space', { colon: ':', comma: ',' }),
  ofJson('json-spaced', 'in one line, with a blank behind each colon and comma (as Python writes it)', {
    colon: ': ',
    comma: ', ',
  }),
  ofJson('json-indented-2', 'indented by two blanks', { indent: '  ', colon: ': ', comma: ',' }),
  ofJson('json-indented-4', 'indented by four blanks', { indent: '    ', colon: ': ', comma: ',' }),
  ofJson('json-indented-tab', 'indented by tabs', { indent: '\t', colon: ': ', comma: ',' }),
  ofJson('json-indented-jackson', 'indented, with blanks around the colon (as Jackson writes it)', {
    indent: '  ',
    colon: ' : ',
    comma: ',',
  }),
  ofText('json-slashes-escaped', 'slashes', 'each slash in the JSON is written as \\/ (as PHP writes it)', (text) =>
    text.replace(/(?<!\\)\//g, '\\/'),
  ),
  ofText('json-slashes-plain', 'slashes', 'each \\/ in the JSON is written as a plain slash', (text) =>
    text.replaceAll('\\/', '/'),
  ),
  ofText('json-ascii', 'characters', 'characters that are not ASCII are written as \\u escapes', (text) =>
    text.replace(/[^\0-\x7f]/g, toEscape),
  ),
  ofText('json-plain-characters', 'characters', '\\u escapes are written as the characters themselves', (text) =>
    text.replace(/\\u([0-9a-fA-F]{4})/g, fromEscape),
  ),
  {
    code: 'body-latin-1',
    dimension: 'characters',
    words: 'the body is encoded in Latin-1 instead of UTF-8',
    apply: (attempt) => changed(attempt, Buffer.from(attempt.body.toString('utf8'), 'latin1')),
  },
  {
    code: 'body-utf-16',
    dimension: 'characters',
    words: 'the body is encoded in UTF-16 instead of UTF-8',
    apply: (attempt) => changed(attempt, Buffer.from(attempt.body.toString('utf8'), 'utf16le')),
  },
  {
    code: 'body-with-byte-order-mark',
    dimension: 'start',
    words: 'a byte order mark (EF BB BF) is put before the body',
    apply: (attempt) => changed(attempt, Buffer.concat([BYTE_ORDER_MARK, attempt.body])),
  },
  {
    code: 'body-without-byte-order-mark',
    dimension: 'start',
    words: 'the byte order mark (EF BB BF) before the body is left out',
    apply: (attempt) =>
      attempt.body.subarray(0, 3).equals(BYTE_ORDER_MARK) ? changed(attempt, attempt.body.subarray(3)) : undefined,
  },
];

function changed(attempt: DigestAttempt, body: Buffer): DigestAttempt | undefined {
  return body.equals(attempt.body) ? undefined : { ...attempt, body };
}

/** Larger bodies are hashed as they are, and not taken apart. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Of a body that is text in UTF-8; other bytes have neither lines nor JSON. */
function ofText(
  code: string,
  dimension: string,
  words: string,
  change: (text: string) => string | undefined,
): BodyDeviation {
  return {
    code,
    dimension,
    words,
    apply(attempt) {
      const text = textOf(attempt.body);
      const other = text === undefined ? undefined : change(text);
      return other === undefined || other === text ? undefined : { ...attempt, body: Buffer.from(other, 'utf8') };
    },
  };
}

/** Of every body, which dozens of deviations look at, it is found out once. */
const textOf = remember((body: Buffer): string | undefined => {
  if (body.length > MOST_BYTES) return undefined;
  const text = body.toString('utf8');
  return Buffer.from(text, 'utf8').equals(body) ? text : undefined;
});

const tokensOf = remember((body: Buffer) => tokenizeJson(textOf(body) ?? ''));

function remember<Found>(find: (body: Buffer) => Found): (body: Buffer) => Found {
  const known = new WeakMap<Buffer, { readonly found: Found }>();
  return (body) => {
    const found = known.get(body) ?? { found: find(body) };
    known.set(body, found);
    return found.found;
  };
}

function ofJson(code: string, how: string, style: JsonStyle): BodyDeviation {
  return {
    code,
    dimension: 'layout',
    words: `the JSON is written ${how}`,
    apply(attempt) {
      const tokens = tokensOf(attempt.body);
      const text = tokens === undefined ? undefined : renderJson(tokens, style);
      return text === undefined ? undefined : changed(attempt, Buffer.from(text, 'utf8'));
    },
  };
}

function instead(code: string, words: string, applies: (body: Buffer) => boolean, text: string): BodyDeviation {
  return {
    code,
    dimension: 'end',
    words,
    apply: (attempt) => (applies(attempt.body) ? { ...attempt, body: Buffer.from(text) } : undefined),
  };
}

function isEmpty(body: Buffer): boolean {
  return body.length === 0;
}

function toEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function fromEscape(_escape: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
