import { codecError } from './problem.ts';

/** Deeper values would exhaust the stack of whoever walks them next. */
const MAX_DEPTH = 512;
const OPENS = new Set([0x5b, 0x7b]);

/** Malformed bytes are refused, not replaced: two different texts must not become one. A byte order mark is dropped. */
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The value of a JSON text in UTF-8 (RFC 8259). Throws CodecError (`json`) for anything else, and (`depth`) for more
 * than 512 levels.
 */
export function readJson(bytes: Uint8Array, part?: string): unknown {
  const value = parseJson(bytes, part);
  if (countOpens(bytes) > MAX_DEPTH && isDeeperThan(value, MAX_DEPTH)) {
    throw codecError('body', part, 'depth', `The ${nameOf(part)} is nested deeper than ${MAX_DEPTH} levels.`);
  }
  return value;
}

function parseJson(bytes: Uint8Array, part: string | undefined): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw codecError('body', part, 'json', `The ${nameOf(part)} is no JSON in UTF-8.`, cause);
  }
}

const nameOf = (part: string | undefined) => (part === undefined ? 'body' : `part "${part}"`);

/** No value is deeper than its text has opening brackets; most need no closer look. */
function countOpens(bytes: Uint8Array): number {
  if (bytes.length <= MAX_DEPTH * 2) return 0;
  let count = 0;
  for (const byte of bytes) if (OPENS.has(byte)) count += 1;
  return count;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((item) => isDeeperThan(item, levels - 1));
}

/** Throws CodecError for what has no JSON text: undefined, a cycle, a bigint. */
export function writeJson(value: unknown): string {
  try {
    const text = JSON.stringify(value);
    if (text !== undefined) return text;
  } catch (cause) {
    throw codecError('body', undefined, 'json', 'The body has no JSON text.', cause);
  }
  throw codecError('body', undefined, 'json', 'The body has no JSON text.');
}
