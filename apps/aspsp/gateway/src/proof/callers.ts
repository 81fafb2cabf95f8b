import type { CertificateEvidence } from '@openxs2a/certificates';
import type { Context } from '@openxs2a/edge';

/** What the guards of one request hand on to each other beside the identity: the evidence that it rests on. */
export type Callers = WeakMap<Context, CertificateEvidence>;

export function callerOf(callers: Callers, context: Context): CertificateEvidence {
  const evidence = callers.get(context);
  if (evidence === undefined) throw new TypeError(`"${context.operationId}" has not asked for a certificate.`);
  return evidence;
}
