import type { Certificate, GeneralName } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isWithin, mayBeWithin } from './subtree.ts';

/**
 * Holds a certificate against the subtrees of one CA above it (RFC 5280, 4.2.1.10 and 6.1.3 (b), (c)). A path is within all
 * subtrees if each certificate is within those of each CA above it, which spares us the algebra of intersections.
 */
export function checkNameConstraints(certificate: Certificate, ca: Certificate): Refusal | undefined {
  const constraints = ca.extensions.nameConstraints;
  if (constraints === undefined) return undefined;
  for (const name of namesOf(certificate)) {
    const permitted = constraints.permitted.filter(({ kind }) => kind === name.kind);
    const isOutside = permitted.length > 0 && !permitted.some((subtree) => isWithin(name, subtree));
    if (isOutside || constraints.excluded.some((subtree) => mayBeWithin(name, subtree)))
      return refuse('name-constraint-violated', certificate, { kind: name.kind, by: ca.fingerprint });
  }
  return undefined;
}

/** Every name that the certificate speaks for: subject, alternative names, and what software reads out of the subject. */
function namesOf({ subject, extensions }: Certificate): readonly GeneralName[] {
  const alternatives = extensions.subjectAlternativeNames;
  const has = (kind: GeneralName['kind']) => alternatives.some((name) => name.kind === kind);
  const inSubject = (oid: string) => subject.flat().filter((attribute) => attribute.oid === oid);
  return [
    ...(subject.length === 0 ? [] : [{ kind: 'directory', value: subject } as const]),
    ...alternatives,
    ...(has('email') ? [] : inSubject(OIDS.emailAddress).map(({ value }) => ({ kind: 'email', value }) as const)),
    // Hosts are still looked for in the common name where there is no dNSName (RFC 6125, 6.4.4).
    ...(has('dns')
      ? []
      : inSubject(OIDS.commonName)
          .filter(looksLikeHost)
          .map(({ value }) => ({ kind: 'dns', value }) as const)),
  ];
}

function looksLikeHost({ value }: { readonly value: string }): boolean {
  return /^(\*\.)?[\w-]+(\.[\w-]+)+$/.test(value);
}
