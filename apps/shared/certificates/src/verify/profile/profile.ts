import type { Certificate, OrganizationIdentifier, Psd2Statement, Read } from '../../certificate.ts';
import type { CertificateEvidence, CertificateReason, CertificateUse } from '../../verdict.ts';
import type { Path } from '../path/search.ts';
import type { VerificationPolicy } from '../policy.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { checkQcCompliance, checkQcType } from './qualified.ts';
import { checkRoles, toPspRoles } from './roles.ts';
import { checkExtendedKeyUsage, checkKeyUsage } from './usage.ts';

export type ProfileEvidence = Omit<CertificateEvidence, 'revocation'>;

/**
 * What makes a certificate whose path is valid one of open banking (TS 119 495, EN 319 412-5), in this order: what its
 * key may do, that it is qualified and of the right type, its roles, and whose it is.
 */
export function checkProfile(
  path: Path,
  leaf: Certificate,
  use: CertificateUse,
  policy: VerificationPolicy,
): ProfileEvidence | Refusal {
  const misused = checkKeyUsage(leaf, use) ?? checkExtendedKeyUsage(path, use, policy);
  if (misused !== undefined) return misused;
  const statements = demand(leaf, leaf.qualified, 'qc-statements');
  if (isRefusal(statements)) return statements;
  const unfit = checkQcCompliance(leaf, statements, policy) ?? checkQcType(leaf, statements, use, policy);
  if (unfit !== undefined) return unfit;
  const psd2 = demand(leaf, statements.psd2, 'psd2-statement');
  if (isRefusal(psd2)) return psd2;
  const wrongRole = checkRoles(leaf, psd2, policy);
  if (wrongRole !== undefined) return wrongRole;
  const organizationIdentifier = demand(leaf, leaf.organizationIdentifier, 'organization-identifier');
  if (isRefusal(organizationIdentifier)) return organizationIdentifier;
  const strange = checkNca(leaf, organizationIdentifier, psd2, policy);
  if (strange !== undefined) return strange;
  const { ncaName, ncaId } = psd2;
  return { use, certificate: leaf, path, organizationIdentifier, roles: toPspRoles(psd2), ncaName, ncaId };
}

type Part = 'qc-statements' | 'psd2-statement' | 'organization-identifier';

function demand<Value extends object>(leaf: Certificate, read: Read<Value>, part: Part): Value | Refusal {
  switch (read.kind) {
    case 'present':
      return read.value;
    case 'absent':
      return refuse(`${part}-missing` satisfies CertificateReason, leaf);
    case 'malformed':
      return refuse(`${part}-malformed` satisfies CertificateReason, leaf, {
        problem: read.problem,
        clause: read.clause,
      });
    default:
      return read satisfies never;
  }
}

/** TS 119 495, 5.2.1 and 5.2.3: the identifier is one that the authority of the statement has given. */
function checkNca(
  leaf: Certificate,
  { country, nca }: OrganizationIdentifier,
  { ncaId }: Psd2Statement,
  policy: VerificationPolicy,
): Refusal | undefined {
  const authority = `${country}-${nca}`;
  if (authority === ncaId || !policy.requireNcaOfOrganization) return undefined;
  return refuse('organization-identifier-not-of-nca', leaf, { authority, ncaId });
}
