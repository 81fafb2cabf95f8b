import type { CertificateRecord } from './certificate-record.ts';
import { type QualifiedKind, type Refusal, refuse } from './refusal.ts';

/** Whether a key may be in another certificate, given one that has it already. */
export function checkKeyUse(
  known: CertificateRecord,
  wanted: { readonly organizationIdentifier?: string; readonly kind?: QualifiedKind },
): readonly Refusal[] {
  const { kind, organizationIdentifier } = wanted;
  if (known.revocation?.reason === 'keyCompromise')
    return [refuse('key-compromised', `It was in the certificate ${known.serialNumber}.`, kind)];
  if (organizationIdentifier === undefined || known.party?.organizationIdentifier !== organizationIdentifier)
    return [refuse('key-of-another-party', 'A certificate of somebody else has it.', kind)];
  if (known.kind !== kind) return [refuse('key-reused', `The ${known.kind} ${known.serialNumber} has it.`, kind)];
  return [];
}
