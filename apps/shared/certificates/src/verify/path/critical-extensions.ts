import type { Certificate } from '../../certificate.ts';
import { OIDS } from '../../oids.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** What is acted upon here. An extension that is critical and not among these may forbid the very use at hand. */
const PROCESSED: ReadonlySet<string> = new Set([
  OIDS.basicConstraints,
  OIDS.keyUsage,
  OIDS.extKeyUsage,
  OIDS.subjectAltName,
  OIDS.nameConstraints,
  OIDS.certificatePolicies,
  OIDS.policyConstraints,
  OIDS.inhibitAnyPolicy,
  OIDS.qcStatements,
]);

export function checkCriticalExtensions(certificate: Certificate): Refusal | undefined {
  const unknown = certificate.extensions.all.find(({ oid, critical }) => critical && !PROCESSED.has(oid));
  return unknown && refuse('unknown-critical-extension', certificate, { oid: unknown.oid });
}
