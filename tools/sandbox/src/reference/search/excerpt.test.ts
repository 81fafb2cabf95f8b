import { array, assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, markTerms } from './excerpt.ts';
import { toTerms } from './words.ts';

test('marking loses nothing and adds nothing, whatever is looked for', () => {
  assert(
    property(string({ unit: 'binary' }), array(string({ unit: 'grapheme', minLength: 1 })), (text, words) => {
      const stretches = markTerms(text, toTerms(words.join(' ')));
      expect(stretches.map((stretch) => stretch.text).join('')).toBe(text);
    }),
  );
});

test('terms are marked without regard to case, the longest first', () => {
  const marked = (text: string, ...terms: string[]) =>
    markTerms(text, terms)
      .map(({ text: part, isHit }) => (isHit ? `<${part}>` : part))
      .join('');
  expect(marked('The Consent of consents', 'consent')).toBe('The <Consent> of <consent>s');
  expect(marked('consentId', 'consent', 'consentid')).toBe('<consentId>');
  expect(marked('X-Request-ID (a.b)', 'x-request-id', '(a.b)')).toBe('<X-Request-ID> <(a.b)>');
  expect(marked('as it is')).toBe('as it is');
});

test('an excerpt is about the first hit, cut between words, with dots where something is left out', () => {
  const text = `${'before '.repeat(60)}needle ${'after '.repeat(60)}`;
  const excerpt = excerptOf(text, ['needle']);
  expect(excerpt).toMatch(/^… before .*needle after .* …$/);
  expect(excerpt.length).toBeLessThan(200);
  expect(excerptOf('short\n  text', ['none'])).toBe('short text');
  expect(excerptOf('x'.repeat(1_000), ['none']).length).toBeLessThan(200);
});
