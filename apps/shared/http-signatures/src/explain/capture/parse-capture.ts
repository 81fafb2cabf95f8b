import { quote } from '../printable.ts';
import { type Capture, type CaptureOptions, MAX_CAPTURE_BYTES } from './capture.ts';
import { CaptureError } from './capture-error.ts';
import { isCurl, parseCurl } from './curl/parse-curl.ts';
import { parseHar } from './har/parse-har.ts';
import { isHttp, parseHttp } from './http/parse-http.ts';

/**
 * Reads a captured message: HTTP/1.1 as it travels (or as tools print HTTP/2, or as `curl -v` prints it), a curl
 * command for bash or cmd, or one entry of a HAR. Which of them it is, its content says. Throws CaptureError and
 * nothing else.
 */
export function parseCapture(input: string | Uint8Array, options: CaptureOptions = {}): Capture {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'utf8') : Buffer.from(input);
  if (bytes.length > MAX_CAPTURE_BYTES) {
    throw new CaptureError('ERR_CAPTURE_TOO_LARGE', `It has ${bytes.length} bytes; ${MAX_CAPTURE_BYTES} are read.`);
  }
  const { text, recoded } = toText(bytes);
  const capture = parseText(text, options);
  return recoded ? { ...capture, notes: [...capture.notes, RECODED] } : capture;
}

function parseText(text: string, options: CaptureOptions): Capture {
  const begin = text.trimStart();
  if (begin === '') throw new CaptureError('ERR_CAPTURE_EMPTY', 'There is nothing in it.');
  if (isCurl(text)) return parseCurl(text, options);
  if (begin.startsWith('{')) return parseHar(text, options);
  if (isHttp(begin)) return parseHttp(text);
  const [line = ''] = begin.split(/\r?\n/, 1);
  const message = `It begins neither as HTTP ("POST /v1/consents HTTP/1.1") nor as a curl command nor as HAR (JSON), but with ${quote(line)}.`;
  throw new CaptureError('ERR_CAPTURE_KIND', message);
}

const RECODED = { code: 'text-recoded', words: 'The file is UTF-16; it was read as if it were UTF-8.' } as const;

/** Text whose characters are the bytes of the file, without a mark of byte order. */
function toText(bytes: Buffer): { text: string; recoded: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: recode(bytes), recoded: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: recode(swap(bytes)), recoded: true };
  return { text: bytes.toString('latin1').replace(/^\xef\xbb\xbf/, ''), recoded: false };
}

function recode(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(2).toString('utf16le'), 'utf8').toString('latin1');
}

function swap(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}
