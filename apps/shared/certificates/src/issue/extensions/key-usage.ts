import type { KeyUsage } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { namedBits, objectIdentifier, sequence } from '../der.ts';
import type { ExtensionTemplate } from '../extension.ts';

const BITS: Readonly<Record<KeyUsage, number>> = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  dataEncipherment: 3,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
  encipherOnly: 7,
  decipherOnly: 8,
};

/** RFC 5280, 4.2.1.3. */
export function keyUsage(usages: readonly KeyUsage[]): ExtensionTemplate {
  if (usages.length === 0) throw new TypeError('"keyUsage" needs at least one usage');
  return { oid: OIDS.keyUsage, critical: true, value: namedBits(usages.map((usage) => BITS[usage])) };
}

/** RFC 5280, 4.2.1.12; not critical in certificates of web sites. `purposes` are OIDs, see `OIDS`. */
export function extendedKeyUsage(
  purposes: readonly string[],
  { critical = false }: { readonly critical?: boolean } = {},
): ExtensionTemplate {
  if (purposes.length === 0) throw new TypeError('"extendedKeyUsage" needs at least one purpose');
  return { oid: OIDS.extKeyUsage, critical, value: sequence(...purposes.map(objectIdentifier)) };
}
