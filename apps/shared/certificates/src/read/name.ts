import type { DistinguishedName, NameAttribute } from '../name.ts';
import { type DerNode, TAG } from './der.ts';
import { malformed } from './error.ts';
import { expectTag, sequenceOf } from './fields.ts';
import { findText } from './text.ts';
import { toHex, toOid } from './values.ts';

export function readName(node: DerNode | undefined, what: string): DistinguishedName {
  return expectTag(node, TAG.sequence, what).children.map((set) => {
    const { children } = expectTag(set, TAG.set, what);
    if (children.length === 0) throw malformed(`"${what}" has a relative name without attributes.`);
    return children.map(readAttribute);
  });
}

/** A value of no string type keeps its bytes, as RFC 4514, 2.4 writes them. */
function readAttribute(node: DerNode): NameAttribute {
  const fields = sequenceOf(node, 'AttributeTypeAndValue');
  const oid = toOid(fields.take(TAG.oid, 'type'));
  const value = fields.takeAny();
  if (value === undefined) throw malformed(`The attribute ${oid} has no value.`);
  fields.end('AttributeTypeAndValue');
  return { oid, value: findText(value) ?? `#${toHex(value.der)}` };
}
