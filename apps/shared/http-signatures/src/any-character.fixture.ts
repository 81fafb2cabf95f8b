import fc from 'fast-check';

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

/**
 * Any character of Unicode, as the `unit` of `fc.string`. It makes the same texts as `binary`, which in every process
 * first makes a table of the million characters that there are.
 */
export const ANY_CHARACTER: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES })
  .map((code) => String.fromCodePoint(code < FIRST_SURROGATE ? code : code + SURROGATES), toCode);

/** What it was made of, by which fast-check finds out whether a text of its own could be made so. */
function toCode(character: unknown): number {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (code === undefined || character !== String.fromCodePoint(code) || !String(character).isWellFormed())
    throw new TypeError('it is no character');
  return code < FIRST_SURROGATE ? code : code - SURROGATES;
}
