import { OIDS } from '../../oids.ts';
import { integer, sequence, trueValue } from '../der.ts';
import type { ExtensionTemplate } from '../extension.ts';

/** RFC 5280, 4.2.1.9. `pathLength` is how many more CAs may stand below. */
export function basicConstraints(options: { readonly ca: boolean; readonly pathLength?: number }): ExtensionTemplate {
  const { ca, pathLength } = options;
  const value = sequence(...(ca ? [trueValue()] : []), ...(pathLength === undefined ? [] : [integer(pathLength)]));
  return { oid: OIDS.basicConstraints, critical: true, value };
}
