import type { Certificate } from '../certificate.ts';
import { renderName } from '../name-render.ts';
import type { CertificateReason, RefusalEvidence } from '../verdict.ts';

export interface Refusal {
  readonly accepted: false;
  readonly reason: CertificateReason;
  readonly evidence: RefusalEvidence;
}

/** The evidence always names the certificate that is at fault, which need not be the leaf. */
export function refuse(reason: CertificateReason, at: Certificate, evidence: RefusalEvidence = {}): Refusal {
  return {
    accepted: false,
    reason,
    evidence: { subject: renderName(at.subject), fingerprint: at.fingerprint, ...evidence },
  };
}

/** Asks the checks in turn; the first refusal stands, and nothing after it is asked. */
export function firstRefusal(checks: Iterable<() => Refusal | undefined>): Refusal | undefined {
  for (const check of checks) {
    const refusal = check();
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

export function isRefusal(result: object): result is Refusal {
  return 'accepted' in result && result.accepted === false;
}

export function withoutRefusals<Result extends object>(results: readonly (Result | Refusal)[]): readonly Result[] {
  return results.flatMap((result) => (isRefusal(result) ? [] : [result]));
}
