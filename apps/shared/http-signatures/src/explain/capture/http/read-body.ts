import type { CaptureNote } from '../capture.ts';
import { readChunks } from './read-chunks.ts';
import type { Field } from './read-fields.ts';

export interface Body {
  readonly body: Uint8Array;
  readonly notes: readonly CaptureNote[];
}

/**
 * The body as its headers frame it (RFC 9112, 6). Captures are often edited: where length and body disagree by more
 * than line ends behind the body, all that is there is kept, and a note says so.
 */
export function readBody(headers: readonly Field[], rest: string | undefined, method: string | undefined): Body {
  const values = (name: string) => headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  const coding = values('transfer-encoding').join(',');
  const notes = isEncoded(values('content-encoding'), rest ?? '') ? [ENCODED] : [];
  if (/\bchunked\s*$/i.test(coding)) {
    const read = readChunks(rest ?? '', method);
    return { ...read, notes: [...read.notes, ...notes] };
  }
  const read = readLength(new Set(values('content-length')), rest);
  return { ...read, notes: [...read.notes, ...notes] };
}

function readLength(lengths: ReadonlySet<string>, rest: string | undefined): Body {
  const [declared] = lengths;
  const raw = rest ?? '';
  const all = Buffer.from(raw, 'latin1');
  if (lengths.size !== 1 || declared === undefined || !/^\d{1,15}$/.test(declared)) return { body: all, notes: [] };
  const length = Number(declared);
  if (all.length === length) return { body: all, notes: [] };
  if (all.length > length && /^[\r\n]+$/.test(raw.slice(length))) {
    return { body: all.subarray(0, length), notes: [cutNote(all.length - length, length)] };
  }
  return { body: all, notes: [all.length === 0 ? absentNote(length) : lengthNote(length, all.length)] };
}

function cutNote(more: number, length: number): CaptureNote {
  const words = `${count(more, 'byte')} of line ends behind the body left out: "Content-Length" says ${length}.`;
  return { code: 'body-cut', words };
}

function absentNote(length: number): CaptureNote {
  return { code: 'body-absent', words: `"Content-Length" says ${length}, but the body is not in the capture.` };
}

function lengthNote(length: number, found: number): CaptureNote {
  const words = `"Content-Length" says ${length}, but the body in the capture has ${count(found, 'byte')}: one of them was edited.`;
  return { code: 'body-length-differs', words };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Whether the headers say that the body is compressed and its first bytes say that it is not (any more). */
function isEncoded(codings: readonly string[], raw: string): boolean {
  const [coding = 'identity'] = codings;
  return coding.toLowerCase() !== 'identity' && /^\s*[[{<"]/.test(raw);
}

const ENCODED: CaptureNote = {
  code: 'body-decoded',
  words:
    'The tool shows the body decoded, but "Content-Encoding" stands there: a digest is over the bytes as they travelled.',
};
