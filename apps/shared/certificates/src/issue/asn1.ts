import { AsnConvert } from '@peculiar/asn1-schema';
import * as asn1js from 'asn1js';
import { IssueError } from './error.ts';

/** DER of a structure of the `@peculiar/asn1-*` packages. */
export function toDer(structure: object): Uint8Array {
  return new Uint8Array(AsnConvert.serialize(structure));
}

/** A copy, because those packages take whole buffers only. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

// What those packages have no classes for is written with these, as its ASN.1 reads.

export type Asn1 = asn1js.BaseBlock;

export function encodeAsn1(value: Asn1): Uint8Array {
  return new Uint8Array(value.toBER());
}

export function sequence(...items: readonly Asn1[]): Asn1 {
  return new asn1js.Sequence({ value: [...items] });
}

export function objectIdentifier(oid: string): Asn1 {
  return new asn1js.ObjectIdentifier({ value: checkOid(oid) });
}

export function integer(value: number | bigint): Asn1 {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError(`"${value}" is no integer`);
  return asn1js.Integer.fromBigInt(value);
}

export function enumerated(value: number): Asn1 {
  return new asn1js.Enumerated({ value });
}

export function octetString(bytes: Uint8Array): Asn1 {
  return new asn1js.OctetString({ valueHex: toArrayBuffer(bytes) });
}

export function generalizedTime(date: Date): Asn1 {
  return new asn1js.GeneralizedTime({ valueDate: date });
}

export function utf8String(text: string): Asn1 {
  return new asn1js.Utf8String({ value: checkText(text, 'UTF8String') });
}

export function printableString(text: string): Asn1 {
  return new asn1js.PrintableString({ value: checkText(text, 'PrintableString') });
}

export function ia5String(text: string): Asn1 {
  return new asn1js.IA5String({ value: checkText(text, 'IA5String') });
}

/** `[number] EXPLICIT`. */
export function explicit(number: number, value: Asn1): Asn1 {
  return new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: number }, value: [value] });
}

const ALPHABETS = {
  UTF8String: /^\P{Cs}*$/u,
  PrintableString: /^[A-Za-z0-9 '()+,\-./:=?]*$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: IA5String is all of ASCII
  IA5String: /^[\x00-\x7f]*$/,
} as const;

/** Refuses what the string type has no octets for; else an encoder would write something else without a word. */
export function checkText(text: string, type: keyof typeof ALPHABETS): string {
  if (ALPHABETS[type].test(text)) return text;
  throw new IssueError('ERR_NAME_NOT_ENCODABLE', `"${text}" has a character that ${type} does not have`);
}

export function checkOid(oid: string): string {
  if (/^[0-2](\.(0|[1-9]\d*))+$/.test(oid)) return oid;
  throw new TypeError(`"${oid}" is no object identifier`);
}
