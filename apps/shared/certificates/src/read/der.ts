import { checkDer, readHeader } from './check-der.ts';

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

/**
 * Reads exactly one value, whole and strict (see `checkDer`), and no more of it than tags and lengths: for lists of revoked
 * certificates and answers of OCSP, which have their readers elsewhere. Throws CertificateError.
 */
export function readDer(bytes: Uint8Array): DerNode {
  checkDer(bytes);
  return readNode(bytes);
}

function readNode(bytes: Uint8Array): DerNode {
  const tag = bytes[0] ?? 0;
  const { start, end } = readHeader(bytes, 0);
  const content = bytes.subarray(start, end);
  return { tag, der: bytes.subarray(0, end), content, children: (tag & 0x20) === 0 ? [] : readAll(content) };
}

function readAll(content: Uint8Array): readonly DerNode[] {
  const nodes: DerNode[] = [];
  for (let offset = 0; offset < content.length; ) {
    const node = readNode(content.subarray(offset));
    nodes.push(node);
    offset += node.der.length;
  }
  return nodes;
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
  return TYPE_NAMES.get(tag) ?? (tag >= 0x80 && tag < 0xc0 ? `[${tag & 0x1f}]` : `tag ${tag.toString(16)}`);
}
