import { malformed } from './error.ts';

/** Where one value of DER lies: its header at `from`, its content from `start` to `end`. Nothing is copied or interpreted. */
export interface Element {
  /** The identifier octet: class, constructed or not, number. */
  readonly tag: number;
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

/** The value at `from`, of which nothing may lie beyond `limit`. Throws CertificateError for a header that is not DER. */
export function readElement(bytes: Uint8Array, from: number, limit: number = bytes.length): Element {
  let offset = from;
  const next = (): number => {
    const octet = bytes[offset];
    if (octet === undefined) throw failAt('A value ends within its header', from);
    offset += 1;
    return octet;
  };
  const tag = next();
  // a number above 30 takes octets of its own; nothing that is read has one, yet it may stand in what is only carried
  if ((tag & 0x1f) === 0x1f) {
    let octet = next();
    if (octet < 0x1f || octet === 0x80) throw failAt('A tag is not in its shortest form', from);
    while (octet >= 0x80) octet = next();
  }
  const first = next();
  let length = first;
  if (first >= 0x80) {
    if (first === 0x80) throw failAt('A length is indefinite', from);
    const octets = first & 0x7f;
    if (octets > 4) throw failAt('A length takes more than four octets', from);
    length = 0;
    for (let index = 0; index < octets; index += 1) length = length * 0x100 + next();
    if (length < 0x80 || length < 0x100 ** (octets - 1)) throw failAt('A length is not in its shortest form', from);
  }
  if (offset + length > limit) throw failAt('A value is longer than what it stands in', from);
  return { tag, from, start: offset, end: offset + length };
}

/** The values that lie within another, one after the other; the first `most` of them. */
export function* readElements(
  bytes: Uint8Array,
  { start, end }: Pick<Element, 'start' | 'end'>,
  most: number = Number.POSITIVE_INFINITY,
): Generator<Element> {
  for (let from = start, count = 0; from < end && count < most; count += 1) {
    const element = readElement(bytes, from, end);
    yield element;
    from = element.end;
  }
}

export function failAt(problem: string, offset: number): Error {
  return malformed(`${problem}, at octet ${offset}.`);
}
