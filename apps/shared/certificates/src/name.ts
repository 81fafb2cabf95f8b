/** One attribute of a distinguished name. `value` is the decoded text, however it was encoded. */
export interface NameAttribute {
  readonly oid: string;
  readonly value: string;
}

/**
 * A distinguished name (RFC 5280, 4.1.2.4): relative names in the order of the certificate, each a set of attributes,
 * nearly always of one.
 */
export type DistinguishedName = readonly (readonly NameAttribute[])[];

/** The value of the first attribute of this kind. */
export function findAttribute(name: DistinguishedName, oid: string): string | undefined {
  return name.flat().find((attribute) => attribute.oid === oid)?.value;
}
