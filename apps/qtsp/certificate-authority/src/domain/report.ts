import type { PspRole } from '@openxs2a/certificates';

/** What a bank has seen of the holder of a certificate, in the inbox of the holder's authority. */
export interface Report {
  readonly reportId: string;
  readonly status: 'received' | 'upheld' | 'dismissed';
  readonly ncaId: string;
  readonly serialNumber: string;
  readonly organizationIdentifier: string;
  /** The bank. */
  readonly reporter: string;
  readonly category: MisuseCategory;
  readonly description: string;
  readonly evidence: readonly Evidence[];
  readonly receivedAt: Date;
  readonly decision?: Decision;
}

export type MisuseCategory = 'withoutConsent' | 'beyondRole' | 'impersonation' | 'attack' | 'other';

export interface Evidence {
  readonly name: string;
  readonly mediaType: string;
  /** Base64. */
  readonly content: string;
}

export const MEASURES = ['none', 'revokeCertificate', 'withdrawRoles', 'withdrawAuthorisation'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Decision {
  readonly measure: Measure;
  readonly roles?: readonly PspRole[];
  readonly comment: string;
  readonly decidedAt: Date;
  /** Serial numbers of what was revoked with it. */
  readonly revoked: readonly string[];
}

/** Whether two decisions are one, so that a repeated call can be answered as the first was. */
export function isSameDecision(a: Decision, b: Omit<Decision, 'decidedAt' | 'revoked'>): boolean {
  const rolesOf = ({ roles = [] }: { readonly roles?: readonly PspRole[] }) => [...roles].sort().join();
  return a.measure === b.measure && a.comment === b.comment && rolesOf(a) === rolesOf(b);
}
