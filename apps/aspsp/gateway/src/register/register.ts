import type { PspRole } from '@openxs2a/certificates';

/** What a competent authority's register says of a party. */
export interface RegisterEntry {
  readonly legalName: string;
  readonly status: 'active' | 'suspended' | 'withdrawn';
  /** Those that the register grants, in whatever country; as far as it tells roles. */
  readonly roles: readonly PspRole[];
  /** Where it was looked up. */
  readonly source: string;
}

/**
 * Looks a party up by its organizationIdentifier. Undefined where the register does not know it; rejects where it cannot be
 * asked. It is never asked while a request waits.
 */
export type RegisterLookup = (tppId: string) => Promise<RegisterEntry | undefined>;
