import type { Certificate, QualifiedStatements } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import type { CertificateUse } from '../../verdict.ts';
import type { VerificationPolicy } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';

const TYPES = { qwac: OIDS.qcTypeWeb, qsealc: OIDS.qcTypeEseal } as const;
const REASONS = { qwac: 'not-a-qwac', qsealc: 'not-a-qsealc' } as const;

/** EN 319 412-5, 4.2.1: the issuer says that the certificate is qualified. */
export function checkQcCompliance(
  leaf: Certificate,
  statements: QualifiedStatements,
  policy: VerificationPolicy,
): Refusal | undefined {
  return statements.isQualified || !policy.requireQcCompliance ? undefined : refuse('not-qualified', leaf);
}

/** EN 319 412-5, 4.2.3: of one type. What were both a web site's and a seal's could be used in the place of either. */
export function checkQcType(
  leaf: Certificate,
  { types }: QualifiedStatements,
  use: CertificateUse,
  policy: VerificationPolicy,
): Refusal | undefined {
  const isType = types.length === 1 && types[0] === TYPES[use];
  return isType || !policy.requireQcType ? undefined : refuse(REASONS[use], leaf, { types: types.join(' ') });
}
