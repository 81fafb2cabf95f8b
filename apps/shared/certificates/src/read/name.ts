import type { AttributeTypeAndValue, AttributeValue, Name } from '@peculiar/asn1-x509';
import type { DistinguishedName, NameAttribute } from '../name.ts';
import { toDer } from './asn1.ts';
import { malformed } from './error.ts';
import { findText } from './text.ts';
import { toHex } from './values.ts';

export function toName(name: Name, what: string): DistinguishedName {
  return Array.from(name, (attributes) => {
    if (attributes.length === 0) throw malformed(`"${what}" has a relative name without attributes.`);
    return Array.from(attributes, toAttribute);
  });
}

/** A value of no string type keeps its bytes, as RFC 4514, 2.4 writes them. */
function toAttribute({ type, value }: AttributeTypeAndValue): NameAttribute {
  return { oid: type, value: findText(value) ?? toHexText(value) };
}

function toHexText(value: AttributeValue): string {
  return `#${toHex(toDer(value))}`;
}
