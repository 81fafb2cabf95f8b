import { ExtendedKeyUsage, KeyUsage as KeyUsageBits, KeyUsageFlags } from '@peculiar/asn1-x509';
import type { KeyUsage } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import { checkOid } from '../asn1.ts';
import type { ExtensionTemplate } from '../extension.ts';

/** RFC 5280, 4.2.1.3. */
export function keyUsage(usages: readonly KeyUsage[]): ExtensionTemplate {
  if (usages.length === 0) throw new TypeError('"keyUsage" needs at least one usage');
  const bits = usages.reduce((flags, usage) => flags | KeyUsageFlags[usage], 0);
  return { oid: OIDS.keyUsage, critical: true, value: toDer(new KeyUsageBits(bits)) };
}

/** RFC 5280, 4.2.1.12; not critical in certificates of web sites. `purposes` are OIDs, see `OIDS`. */
export function extendedKeyUsage(
  purposes: readonly string[],
  { critical = false }: { readonly critical?: boolean } = {},
): ExtensionTemplate {
  if (purposes.length === 0) throw new TypeError('"extendedKeyUsage" needs at least one purpose');
  const value = new ExtendedKeyUsage(purposes.map(checkOid));
  return { oid: OIDS.extKeyUsage, critical, value: toDer(value) };
}
