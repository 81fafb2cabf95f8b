import type { GeneralName } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { sequence, tagged } from '../der.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { encodeGeneralName } from './general-name.ts';

/** RFC 5280, 4.2.1.6. */
export function subjectAltName(names: readonly GeneralName[]): ExtensionTemplate {
  if (names.length === 0) throw new TypeError('"subjectAltName" needs at least one name');
  return { oid: OIDS.subjectAltName, critical: false, value: sequence(...names.map(encodeGeneralName)) };
}

/** RFC 5280, 4.2.1.10. */
export function nameConstraints(subtrees: {
  readonly permitted?: readonly GeneralName[];
  readonly excluded?: readonly GeneralName[];
}): ExtensionTemplate {
  const { permitted = [], excluded = [] } = subtrees;
  if (permitted.length + excluded.length === 0) throw new TypeError('"nameConstraints" needs at least one subtree');
  const value = sequence(
    ...(permitted.length === 0 ? [] : [tagged(0, ...permitted.map(encodeSubtree))]),
    ...(excluded.length === 0 ? [] : [tagged(1, ...excluded.map(encodeSubtree))]),
  );
  return { oid: OIDS.nameConstraints, critical: true, value };
}

function encodeSubtree(name: GeneralName): Uint8Array {
  return sequence(encodeGeneralName(name));
}
