import { malformed } from './error.ts';

/** One value of DER (X.690). `tag` is its identifier octet: class, constructed or not, number. */
export interface DerNode {
  readonly tag: number;
  /** Everything, header included, as it stands. */
  readonly der: Uint8Array;
  readonly content: Uint8Array;
  /** Empty for a primitive value. */
  readonly children: readonly DerNode[];
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[number]` around or in place of another tag. */
export const context = (number: number, form: 'primitive' | 'constructed'): number =>
  (form === 'constructed' ? 0xa0 : 0x80) | number;

const CONSTRUCTED = 0x20;
const HIGH_NUMBER = 0x1f;
/** Certificates need about twelve; what is nested deeper is nested to hurt. */
const MAX_DEPTH = 32;

/**
 * Reads exactly one value, whole and strict: definite and shortest lengths, no constructed strings, shortest integers,
 * booleans of 00 or FF, no byte after it. Two readers that differ about the same bytes are how certificates are forged.
 * Throws CertificateError.
 */
export function readDer(bytes: Uint8Array): DerNode {
  const node = readNode(bytes, 0);
  if (node.der.length !== bytes.length) throw malformed(`${bytes.length - node.der.length} bytes follow the value.`);
  return node;
}

function readNode(bytes: Uint8Array, depth: number): DerNode {
  if (depth > MAX_DEPTH) throw malformed(`Values are nested deeper than ${MAX_DEPTH} levels.`);
  const tag = octet(bytes, 0);
  const { start, length } = readLength(bytes, afterTag(bytes));
  const end = start + length;
  if (end > bytes.length) throw malformed('A value ends before its length is reached.');
  const content = bytes.subarray(start, end);
  checkPrimitive(tag, content);
  const children = (tag & CONSTRUCTED) === 0 ? [] : readAll(content, depth + 1);
  return { tag, der: bytes.subarray(0, end), content, children };
}

function readAll(content: Uint8Array, depth: number): readonly DerNode[] {
  const nodes: DerNode[] = [];
  for (let offset = 0; offset < content.length; ) {
    const node = readNode(content.subarray(offset), depth);
    nodes.push(node);
    offset += node.der.length;
  }
  return nodes;
}

/** Numbers above 30 take more octets. Nothing that we read has one, yet it may stand within what we only carry. */
function afterTag(bytes: Uint8Array): number {
  if ((octet(bytes, 0) & HIGH_NUMBER) !== HIGH_NUMBER) return 1;
  let offset = 1;
  while ((octet(bytes, offset) & 0x80) !== 0) offset += 1;
  return offset + 1;
}

function readLength(bytes: Uint8Array, offset: number): { readonly start: number; readonly length: number } {
  const first = octet(bytes, offset);
  if (first < 0x80) return { start: offset + 1, length: first };
  if (first === 0x80) throw malformed('A length is indefinite.');
  const count = first & 0x7f;
  if (count > 4) throw malformed('A length takes more than four octets.');
  let length = 0;
  for (let index = 1; index <= count; index += 1) length = length * 256 + octet(bytes, offset + index);
  if (length < 0x80 || octet(bytes, offset + 1) === 0) throw malformed('A length is not in its shortest form.');
  return { start: offset + 1 + count, length };
}

function octet(bytes: Uint8Array, offset: number): number {
  const value = bytes[offset];
  if (value === undefined) throw malformed('A value ends within its header.');
  return value;
}

function checkPrimitive(tag: number, content: Uint8Array): void {
  if (tag >= 0x40) return;
  const isCollection = (tag & ~CONSTRUCTED) === 0x10 || (tag & ~CONSTRUCTED) === 0x11;
  // EXTERNAL, EMBEDDED PDV and CHARACTER STRING are constructed, too, and occur in no certificate
  if (isCollection !== ((tag & CONSTRUCTED) !== 0))
    throw malformed(`A value of tag ${tag.toString(16).padStart(2, '0')} has the wrong form.`);
  if (tag === TAG.boolean && (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)))
    throw malformed('A BOOLEAN is neither 00 nor FF.');
  if (tag === TAG.integer && !isShortestInteger(content)) throw malformed('An INTEGER is not in its shortest form.');
  if (tag === TAG.null && content.length > 0) throw malformed('A NULL has a content.');
}

function isShortestInteger([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return first !== undefined;
  return !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80);
}

const TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [TAG.boolean, 'BOOLEAN'],
  [TAG.integer, 'INTEGER'],
  [TAG.bitString, 'BIT STRING'],
  [TAG.octetString, 'OCTET STRING'],
  [TAG.null, 'NULL'],
  [TAG.oid, 'OBJECT IDENTIFIER'],
  [TAG.utf8String, 'UTF8String'],
  [TAG.numericString, 'NumericString'],
  [TAG.printableString, 'PrintableString'],
  [TAG.teletexString, 'TeletexString'],
  [TAG.ia5String, 'IA5String'],
  [TAG.utcTime, 'UTCTime'],
  [TAG.generalizedTime, 'GeneralizedTime'],
  [TAG.visibleString, 'VisibleString'],
  [TAG.universalString, 'UniversalString'],
  [TAG.bmpString, 'BMPString'],
  [TAG.sequence, 'SEQUENCE'],
  [TAG.set, 'SET'],
]);

/** A type in the words of ASN.1, `[number]` for what stands in place of one. */
export function typeName(tag: number): string {
  return TYPE_NAMES.get(tag) ?? (tag >= 0x80 && tag < 0xc0 ? `[${tag & HIGH_NUMBER}]` : `tag ${tag.toString(16)}`);
}
