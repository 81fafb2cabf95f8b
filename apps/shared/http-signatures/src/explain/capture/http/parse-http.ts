import { quote } from '../../printable.ts';
import type { Capture } from '../capture.ts';
import { CaptureError } from '../capture-error.ts';
import { readBody } from './read-body.ts';
import { readFields } from './read-fields.ts';
import { readPairs } from './read-pairs.ts';
import { type Line, splitHead } from './split-head.ts';
import { isTranscript, readTranscript } from './transcript.ts';

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
/** The version is missing where an editor of requests wrote it. */
const REQUEST_LINE = new RegExp(`^(${TOKEN}) +((?:/|\\*|https?://)\\S*)(?: +HTTP/\\d(?:\\.\\d)?)?\\s*$`, 'i');
const STATUS_LINE = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: .*)?$/i;
/** As tools print HTTP/2 (RFC 9113, 8.3). */
const PSEUDO_HEADER = /^:(?:method|path|authority|scheme|status)\b/;

/** Whether text begins as a message does, even a wrong one. */
export function isHttp(text: string): boolean {
  const [first = ''] = text.split(/\r?\n/, 1);
  return isStartLine(first) || /\bHTTP\/\d/i.test(first) || isTranscript(text);
}

function isStartLine(line: string): boolean {
  return [REQUEST_LINE, STATUS_LINE, PSEUDO_HEADER].some((form) => form.test(line));
}

/** Reads a message as it travels in HTTP/1.1 (RFC 9112), with CRLF or LF, or as tools print one of HTTP/2. */
export function parseHttp(text: string): Capture {
  const [first = ''] = text.trimStart().split(/\r?\n/, 1);
  return readMessage(!isStartLine(first) && isTranscript(text) ? readTranscript(text) : text);
}

type Fields = readonly (readonly [name: string, value: string])[];
type Start = { readonly method: string; readonly target: string; readonly url?: string; readonly status?: number };

function readMessage(text: string): Capture {
  const { lines, rest } = splitHead(text);
  const [first] = lines;
  if (first === undefined) throw new CaptureError('ERR_CAPTURE_EMPTY', 'There is no message in it.');
  const { start, headers, notes } = PSEUDO_HEADER.test(first.text)
    ? readHttp2(lines)
    : readHttp1(first, lines.slice(1));
  const { body, notes: more } = readBody(headers, rest, start.status === undefined ? start.method : undefined);
  return { kind: 'http', message: { ...start, headers, body }, notes: [...notes, ...more] };
}

function readHttp1(first: Line, lines: readonly Line[]) {
  const { fields: headers, notes } = readFields(lines);
  const status = STATUS_LINE.exec(first.text);
  if (status !== null)
    return { start: { ...UNKNOWN, status: Number(status[1]) }, headers, notes: [...notes, METHOD_UNKNOWN] };
  const [, method = '', target = ''] = REQUEST_LINE.exec(first.text) ?? [];
  if (method === '') {
    throw new CaptureError(
      'ERR_CAPTURE_SYNTAX',
      `${quote(first.text)} is no request line: METHOD TARGET HTTP/1.1.`,
      first.number,
    );
  }
  return { start: toStart(method, target, headers), headers, notes };
}

/** Of the request that a response answers, the response says nothing. */
const UNKNOWN = { method: '', target: '' } as const;
const METHOD_UNKNOWN = {
  code: 'method-unknown',
  words: 'It is a response alone: the method and the target of its request are not known.',
} as const;

function readHttp2(lines: readonly Line[]) {
  const { fields, notes } = readPairs(lines);
  const pseudo = new Map(fields.filter(([name]) => name.startsWith(':')));
  const plain = fields.filter(([name]) => !name.startsWith(':'));
  const status = pseudo.get(':status');
  if (status !== undefined)
    return { start: { ...UNKNOWN, status: Number(status) }, headers: plain, notes: [...notes, METHOD_UNKNOWN] };
  const [method, path] = [pseudo.get(':method'), pseudo.get(':path')];
  if (method === undefined || path === undefined) {
    throw new CaptureError(
      'ERR_CAPTURE_SYNTAX',
      'Among the pseudo-headers ":method" or ":path" is missing.',
      lines[0]?.number,
    );
  }
  const headers = withHost(plain, pseudo.get(':authority'));
  return { start: toStart(method, path, headers, pseudo.get(':scheme')), headers, notes };
}

/** RFC 9113, 8.3.1: what turns HTTP/2 into HTTP/1.1 makes Host of the authority. */
function withHost(headers: Fields, authority: string | undefined): Fields {
  const has = headers.some(([name]) => name.toLowerCase() === 'host');
  return authority === undefined || has ? headers : [['host', authority], ...headers];
}

function toStart(method: string, target: string, headers: Fields, scheme = 'https'): Start {
  const absolute = /^https?:\/\/[^/?#]*([^#]*)/i.exec(target);
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1];
  const upper = method.toUpperCase();
  if (absolute !== null) return { method: upper, target: toOrigin(absolute[1] ?? ''), url: target };
  return host === undefined
    ? { method: upper, target }
    : { method: upper, target, url: `${scheme}://${host}${target}` };
}

function toOrigin(rest: string): string {
  return rest.startsWith('/') ? rest : `/${rest}`;
}
