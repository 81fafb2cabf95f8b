import type { Certificate } from '../../certificate.ts';
import type { DistinguishedName } from '../../name.ts';
import { sameName } from '../../name-same.ts';

/** Certificates by their subject. */
export type Pool = (subject: DistinguishedName) => readonly Certificate[];

export function createPool(certificates: readonly Certificate[]): Pool {
  const byKey = Map.groupBy(certificates, ({ subject }) => coarseKey(subject));
  return (subject) => byKey.get(coarseKey(subject))?.filter((each) => sameName(each.subject, subject)) ?? [];
}

/**
 * Equal for equal names, and seldom for others: spares a long trust list the dear comparison. Coarser than RFC 5280, 7.1,
 * for it drops white space where that only folds it.
 */
function coarseKey(name: DistinguishedName): string {
  return name
    .flat()
    .map(({ value }) => value.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/g, ''))
    .sort()
    .join('\n');
}
