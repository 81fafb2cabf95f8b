import { expect, test } from 'vitest';
import { BLANKS, trimBoth, trimEnd } from './trim.ts';

test.each([
  ['', ''],
  [' \t ', ''],
  [' a b\t', 'a b'],
  ['\u00a0a\n', '\u00a0a\n'],
])('%j is trimmed to %j', (text, trimmed) => {
  expect(trimBoth(text, BLANKS)).toBe(trimmed);
  expect(trimEnd(`x${text}`, BLANKS)).toMatch(/^x.*[^ \t]$|^x$/s);
});

test('a great deal of white space in the middle costs no more than elsewhere', () => {
  const wide = `x${' '.repeat(3_000_000)}x`;
  expect(trimBoth(wide, BLANKS)).toBe(wide);
});
