import type { DistinguishedName, NameAttribute } from './name.ts';

/**
 * Whether two names are one (RFC 5280, 7.1): case and repeated blanks do not count, compatible characters are equal. The
 * order of relative names counts, that of attributes within one does not.
 */
export function sameName(a: DistinguishedName, b: DistinguishedName): boolean {
  return a.length === b.length && a.every((attributes, index) => canonical(attributes) === canonical(b[index] ?? []));
}

/** What texts of names need, which are written from either end. */
export function sameNameEitherOrder(a: DistinguishedName, b: DistinguishedName): boolean {
  return sameName(a, b) || sameName(a, b.toReversed());
}

function canonical(attributes: readonly NameAttribute[]): string {
  return JSON.stringify(attributes.map(({ oid, value }) => `${oid}=${fold(value)}`).sort());
}

/** Upper case first: `ß` and `SS` are one name, as the tables of RFC 4518, 2.2 say. */
function fold(value: string): string {
  return value.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').trim().replaceAll(/\s+/g, ' ');
}
