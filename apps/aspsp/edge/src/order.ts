/**
 * The order of the checks. It is policy: who calls comes before what is asked for, so that a stranger learns nothing about
 * the request; what counts and writes, the consent, comes last. Limits of address and size stand before all of it.
 *
 * `signature` asks as its last whether this bank offers the operation at all; `role` asks as its first for what the profile
 * demands of every request beyond the interface.
 */
export const ORDER = [
  'certificate',
  'tpp',
  'signature',
  'validate',
  'role',
  'BearerAuthOAuth',
  'idempotency',
  'consent',
] as const;
