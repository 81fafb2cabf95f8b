import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

test('a text is broken at words, with the indentation before each line', () => {
  expect(wrap('The bank says yes and no.', 14, '  ')).toEqual(['  The bank', '  says yes and', '  no.']);
});

test('no word is lost, and no line is longer than it may but for a word that is', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 6 }), (all, width, indent) => {
      const lines = wrap(all.join(' '), width, ' '.repeat(indent));
      expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(all);
      for (const line of lines.filter((each) => each.trim().includes(' ')))
        expect(line.length).toBeLessThanOrEqual(width);
    }),
  );
});
