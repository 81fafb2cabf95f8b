import { GeneralSubtree, GeneralSubtrees, NameConstraints, SubjectAlternativeName } from '@peculiar/asn1-x509';
import type { GeneralName } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { toAsn1GeneralName } from './general-name.ts';

/** RFC 5280, 4.2.1.6. */
export function subjectAltName(names: readonly GeneralName[]): ExtensionTemplate {
  if (names.length === 0) throw new TypeError('"subjectAltName" needs at least one name');
  const value = new SubjectAlternativeName(names.map(toAsn1GeneralName));
  return { oid: OIDS.subjectAltName, critical: false, value: toDer(value) };
}

/** RFC 5280, 4.2.1.10. */
export function nameConstraints(subtrees: {
  readonly permitted?: readonly GeneralName[];
  readonly excluded?: readonly GeneralName[];
}): ExtensionTemplate {
  const { permitted = [], excluded = [] } = subtrees;
  if (permitted.length + excluded.length === 0) throw new TypeError('"nameConstraints" needs at least one subtree');
  const value = new NameConstraints({
    ...(permitted.length === 0 ? {} : { permittedSubtrees: toSubtrees(permitted) }),
    ...(excluded.length === 0 ? {} : { excludedSubtrees: toSubtrees(excluded) }),
  });
  return { oid: OIDS.nameConstraints, critical: true, value: toDer(value) };
}

function toSubtrees(names: readonly GeneralName[]): GeneralSubtrees {
  return new GeneralSubtrees(names.map((name) => new GeneralSubtree({ base: toAsn1GeneralName(name) })));
}
