import { AsnConvert, AsnSchemaValidationError } from '@peculiar/asn1-schema';
import { checkDer } from './check-der.ts';
import { CertificateError, malformed } from './error.ts';

/**
 * Reads one value as a class of the `@peculiar/asn1-*` packages: DER, and all of it. Those classes pass over fields that
 * they do not know, make another day of a 31st of February, and another character of one that they cannot decode. What
 * they have lost or changed shows in that the value is not written again as it was read, and is refused.
 *
 * `what` names the value for people. Throws CertificateError, whatever the library throws.
 */
export function parseDer<Value extends object>(der: Uint8Array, type: new () => Value, what: string): Value {
  try {
    checkDer(der);
    const value = AsnConvert.parse(der, type);
    if (Buffer.compare(toDer(value), der) === 0) return value;
  } catch (error) {
    if (error instanceof CertificateError) throw malformed(`"${what}" is not DER. ${error.message}`, error);
    throw malformed(`"${what}" does not match ${partOf(error)}.`, error);
  }
  throw malformed(`"${what}" has a field too many or a malformed value: it would not be written as it stands.`);
}

/** The same of a SEQUENCE OF one or more. */
export function parseList<Element>(
  der: Uint8Array,
  type: new () => Iterable<Element> & object,
  what: string,
): readonly Element[] {
  const elements = [...parseDer(der, type, what)];
  if (elements.length === 0) throw malformed(`"${what}" is empty.`);
  return elements;
}

export function toDer(value: object): Uint8Array<ArrayBuffer> {
  return new Uint8Array(AsnConvert.serialize(value));
}

/** What stands in an ANY. For NULL the library gives null, whatever its types say. */
export function toBytes(any: ArrayBuffer | null): Uint8Array<ArrayBuffer> {
  return any === null ? Uint8Array.of(0x05, 0x00) : new Uint8Array(any);
}

/** The innermost class that did not match, if the library says so; those of syntax.ts go by the names of its own. */
function partOf(error: unknown): string {
  const name = error instanceof AsnSchemaValidationError ? error.schemas[0] : undefined;
  return name === undefined ? 'its ASN.1' : `the ASN.1 of ${name.replace(/^Written/, '')}`;
}
