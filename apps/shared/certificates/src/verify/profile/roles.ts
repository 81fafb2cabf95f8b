import { type Certificate, PSP_ROLES, type Psd2Statement, type PspRole } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import type { VerificationPolicy } from '../policy.ts';
import { firstRefusal, type Refusal, refuse } from '../refusal.ts';

/** TS 119 495, 5.1. "Unspecified" is a role of later editions for whoever has none of the four. */
const NAMES: ReadonlyMap<string, PspRole | 'Unspecified'> = new Map<string, PspRole | 'Unspecified'>([
  [OIDS.pspUnspecified, 'Unspecified'],
  [OIDS.pspAs, 'PSP_AS'],
  [OIDS.pspPi, 'PSP_PI'],
  [OIDS.pspAi, 'PSP_AI'],
  [OIDS.pspIc, 'PSP_IC'],
]);

/** TS 119 495, GEN-5.2.2-5: the name beside an OID is the role's own. */
export function checkRoles(
  leaf: Certificate,
  { roles }: Psd2Statement,
  policy: VerificationPolicy,
): Refusal | undefined {
  return firstRefusal(
    roles.map(({ oid, name }) => () => {
      const wanted = NAMES.get(oid);
      if (wanted === undefined) return refuse('role-unknown', leaf, { oid, name });
      return name === wanted || !policy.requireRoleNames
        ? undefined
        : refuse('role-name-mismatch', leaf, { oid, name, wanted });
    }),
  );
}

/** In the order of PSP_ROLES, each once. */
export function toPspRoles({ roles }: Psd2Statement): readonly PspRole[] {
  const stated = roles.map(({ oid }) => NAMES.get(oid));
  return PSP_ROLES.filter((role) => stated.includes(role));
}
