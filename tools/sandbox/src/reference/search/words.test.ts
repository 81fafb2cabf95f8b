import { expect, test } from 'vitest';
import { toTerms, toWords } from './words.ts';

test.each([
  ['getConsentStatus', ['get', 'consent', 'status']],
  ['X-Request-ID', ['x', 'request', 'id']],
  ['camt.052', ['camt', '052']],
  ['access.availableAccounts[].id', ['access', 'available', 'accounts', 'id']],
  ['_linksAll', ['links', 'all']],
])('the words of %s', (name, words) => {
  expect(toWords(name)).toEqual(words);
});

test('a query is cut into terms without regard to case, each once, and no more than can be handled', () => {
  expect(toTerms('  Consent\tSTATUS consent ')).toEqual(['consent', 'status']);
  expect(toTerms(' \n ')).toEqual([]);
  expect(toTerms(Array.from({ length: 99 }, (_, index) => index).join(' ')).length).toBeLessThan(10);
  expect(toTerms('a'.repeat(10_000)).join('').length).toBeLessThan(1_000);
});
