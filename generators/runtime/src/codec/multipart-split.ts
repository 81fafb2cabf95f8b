import { codecError } from './problem.ts';
import { toBytes, toParameter } from './text.ts';

/** One part as it came. */
export interface RawPart {
  readonly name: string;
  readonly contentType?: string;
  readonly hasFileName: boolean;
  readonly bytes: Uint8Array;
}

/** Against bodies of nothing but parts or headers. */
const MAX_PARTS = 1000;
const MAX_PART_HEAD = 8192;

const HEAD_END = toBytes('\r\n\r\n');
const utf8 = new TextDecoder();

/**
 * The parts of a multipart body (RFC 2046 5.1, RFC 7578). Own code, since the platform's `formData()` forgets the
 * media types of text parts. Throws CodecError (`multipart`).
 */
export function splitMultipart(body: Uint8Array, contentType: string): RawPart[] {
  const boundary = toParameter(contentType, 'boundary');
  if (boundary === undefined || boundary === '' || boundary.length > 70) throw malformed('it names no boundary');
  const delimiter = toBytes(`\r\n--${boundary}`);
  const parts: RawPart[] = [];
  let at = findFirst(body, delimiter);
  while (!isClosing(body, at)) {
    if (parts.length === MAX_PARTS) throw malformed(`it has more than ${MAX_PARTS} parts`);
    const start = skipLineEnd(body, at);
    // A part without a head begins with the delimiter's own line break.
    const end = indexOfBytes(body, delimiter, start - 2);
    if (end < 0) throw malformed('it has no closing boundary');
    parts.push(readPart(body.subarray(start, Math.max(start, end))));
    at = end + delimiter.length;
  }
  return parts;
}

const malformed = (why: string) =>
  codecError('body', undefined, 'multipart', `The multipart body is malformed: ${why}.`);

/** Where the text after the first delimiter begins; what comes before it is a preamble that no one reads. */
function findFirst(body: Uint8Array, delimiter: Uint8Array): number {
  const bare = delimiter.subarray(2);
  if (indexOfBytes(body.subarray(0, bare.length), bare, 0) === 0) return bare.length;
  const at = indexOfBytes(body, delimiter, 0);
  if (at < 0) throw malformed('its boundary does not occur');
  return at + delimiter.length;
}

function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

const isClosing = (body: Uint8Array, at: number) => body[at] === 0x2d && body[at + 1] === 0x2d;

function skipLineEnd(body: Uint8Array, at: number): number {
  let next = at;
  while (body[next] === 0x20 || body[next] === 0x09) next += 1;
  if (body[next] !== 0x0d || body[next + 1] !== 0x0a) throw malformed('a boundary does not end its line');
  return next + 2;
}

function readPart(part: Uint8Array): RawPart {
  const cut = indexOfBytes(part, HEAD_END, 0);
  if (cut < 0 || cut > MAX_PART_HEAD) throw malformed('a part has no head');
  const head = readHead(utf8.decode(part.subarray(0, cut)));
  const disposition = head.get('content-disposition') ?? '';
  const name = toParameter(disposition, 'name');
  if (name === undefined) throw malformed('a part has no name');
  const contentType = head.get('content-type');
  const hasFileName = /;\s*filename\*?\s*=/i.test(disposition);
  return {
    name: unescapeName(name),
    hasFileName,
    bytes: part.subarray(cut + 4),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

function readHead(text: string): Map<string, string> {
  const head = new Map<string, string>();
  for (const line of text.split('\r\n')) {
    const cut = line.indexOf(':');
    const key = line.slice(0, Math.max(cut, 0)).trim().toLowerCase();
    if (head.has(key)) throw malformed('a part has a header twice');
    head.set(key, line.slice(cut + 1).trim());
  }
  return head;
}

function unescapeName(name: string): string {
  return name.replace(/%(?:22|0D|0A)/gi, (match) => decodeURIComponent(match));
}
