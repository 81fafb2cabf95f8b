import { quote } from '../../printable.ts';
import type { CaptureNote } from '../capture.ts';
import { CaptureError } from '../capture-error.ts';
import type { Body } from './read-body.ts';

const SIZE = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n/;

/** A chunked body (RFC 9112, 7.1), or the body alone where the tool has already taken the chunks out. */
export function readChunks(rest: string, method: string | undefined): Body {
  if (rest.trim() === '') return { body: new Uint8Array(), notes: method === 'GET' ? [] : [ABSENT] };
  if (!SIZE.test(rest)) return { body: Buffer.from(rest, 'latin1'), notes: [DECODED] };
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const size = SIZE.exec(rest.slice(at, at + 4096));
    if (size === null) throw broken(at, `expected the size of a chunk, found ${quote(rest.slice(at, at + 20))}`);
    const length = Number.parseInt(size[1] ?? '', 16);
    const begin = at + size[0].length;
    if (length === 0) return { body: Buffer.from(parts.join(''), 'latin1'), notes: [] };
    if (begin + length > rest.length)
      throw broken(at, `a chunk of ${length} bytes, of which ${rest.length - begin} are there`);
    parts.push(rest.slice(begin, begin + length));
    at = begin + length + lineEndAt(rest, begin + length);
  }
}

function lineEndAt(text: string, at: number): number {
  const found = /^\r?\n/.exec(text.slice(at, at + 2));
  if (found === null) throw broken(at, 'a chunk is longer than its size says');
  return found[0].length;
}

function broken(offset: number, what: string): CaptureError {
  return new CaptureError('ERR_CAPTURE_SYNTAX', `The chunked body is broken at its byte ${offset}: ${what}.`);
}

const DECODED: CaptureNote = {
  code: 'body-decoded',
  words:
    '"Transfer-Encoding" says chunked, but the body in the capture has no chunks: a tool took them out, which is fine.',
};

const ABSENT: CaptureNote = {
  code: 'body-absent',
  words: '"Transfer-Encoding" says that there was a body, but it is not in the capture.',
};
