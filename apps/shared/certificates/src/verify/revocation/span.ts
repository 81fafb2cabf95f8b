import { malformed } from '../../read/error.ts';

/** Where one value of DER lies in a buffer. Lists have hundreds of thousands of values: no object of its own for each. */
export interface Span {
  readonly tag: number;
  /** Of the header. */
  readonly from: number;
  /** Of the content. */
  readonly start: number;
  readonly end: number;
}

/** The value at `from`, which must end before `limit`. As strict about lengths as `readDer`. Throws CertificateError. */
export function readSpan(bytes: Uint8Array, from: number, limit: number): Span {
  const tag = bytes[from] ?? 0;
  const first = bytes[from + 1] ?? 0;
  const count = first < 0x80 ? 0 : first & 0x7f;
  const start = from + 2 + count;
  // no such value stands in a list: tags of several octets, indefinite lengths, lengths of more than four octets
  if ((tag & 0x1f) === 0x1f || first === 0x80 || count > 4 || start > limit) throw malformed('A header is malformed.');
  let length = count === 0 ? first : 0;
  for (let at = from + 2; at < start; at += 1) length = length * 256 + (bytes[at] ?? 0);
  if (count > 0 && (length < 0x80 || bytes[from + 2] === 0)) throw malformed('A length is not in its shortest form.');
  if (start + length > limit) throw malformed('A value ends before its length is reached.');
  return { tag, from, start, end: start + length };
}

/** The values that lie within another. */
export function* readSpans(bytes: Uint8Array, { start, end }: Pick<Span, 'start' | 'end'>): Generator<Span, void> {
  for (let from = start; from < end; ) {
    const span = readSpan(bytes, from, end);
    yield span;
    from = span.end;
  }
}
