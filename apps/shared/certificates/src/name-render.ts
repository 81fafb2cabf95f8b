import type { DistinguishedName } from './name.ts';
import { keywordOf } from './name-keywords.ts';

/**
 * The text of a name after RFC 4514: the most specific part first, short names where there are any, dotted OIDs
 * otherwise. Control characters are escaped, so that a name can do nothing to a terminal or a log. `parseName` reads it
 * back.
 */
export function renderName(name: DistinguishedName): string {
  return name.toReversed().map(renderRelativeName).join(',');
}

function renderRelativeName(attributes: DistinguishedName[number]): string {
  return attributes.map(({ oid, value }) => `${keywordOf(oid)}=${escapeValue(value)}`).join('+');
}

/** RFC 4514, 2.4. */
function escapeValue(value: string): string {
  return value
    .replaceAll(/["+,;<>\\]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/(?<!^\\?) $/, '\\ ')
    .replaceAll(/[\p{Cc}\u{2028}\u{2029}\p{Bidi_Control}]/gu, toHexPairs);
}

function toHexPairs(character: string): string {
  return Buffer.from(character).toString('hex').toUpperCase().replaceAll(/../g, '\\$&');
}
