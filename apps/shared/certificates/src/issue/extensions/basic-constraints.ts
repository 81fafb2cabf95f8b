import { BasicConstraints } from '@peculiar/asn1-x509';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import { checkInteger } from '../asn1.ts';
import type { ExtensionTemplate } from '../extension.ts';

/** RFC 5280, 4.2.1.9. `pathLength` is how many more CAs may stand below. */
export function basicConstraints(options: { readonly ca: boolean; readonly pathLength?: number }): ExtensionTemplate {
  const { ca, pathLength } = options;
  const value = new BasicConstraints({
    cA: ca,
    ...(pathLength === undefined ? {} : { pathLenConstraint: checkInteger(pathLength) }),
  });
  return { oid: OIDS.basicConstraints, critical: true, value: toDer(value) };
}
