import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

const KNOWN = ['generate', 'import', 'diff', 'lint', 'bundle'];

test.each([
  ['generat', 'generate'],
  ['gen', 'generate'],
  ['imprt', 'import'],
  ['lnit', 'lint'],
  ['dif', 'diff'],
  ['bundel', 'bundle'],
  ['publish', undefined],
])('"%s" was meant as %s', (word, meant) => {
  expect(suggest(word, KNOWN)).toBe(meant);
});
