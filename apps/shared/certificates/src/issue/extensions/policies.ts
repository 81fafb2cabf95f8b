import { OIDS } from '../../oids.ts';
import { objectIdentifier, sequence } from '../der.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { ia5String } from '../text.ts';

const CPS_QUALIFIER = '1.3.6.1.5.5.7.2.1';

/** RFC 5280, 4.2.1.4. The address of the certification practice statement, if given, stands with the first policy. */
export function policies(oids: readonly string[], options: { readonly cps?: string } = {}): ExtensionTemplate {
  if (oids.length === 0) throw new TypeError('"policies" needs at least one policy');
  const value = sequence(...oids.map((oid, index) => encodePolicy(oid, index === 0 ? options.cps : undefined)));
  return { oid: OIDS.certificatePolicies, critical: false, value };
}

function encodePolicy(oid: string, cps: string | undefined): Uint8Array {
  if (cps === undefined) return sequence(objectIdentifier(oid));
  const qualifier = sequence(objectIdentifier(CPS_QUALIFIER), ia5String(cps));
  return sequence(objectIdentifier(oid), sequence(qualifier));
}
