import { expect, test } from 'vitest';
import { docComment } from './doc-comment.ts';

test('one line stays one line, nothing stays nothing', () => {
  expect(docComment(['What it is.'])).toBe('/** What it is. */\n');
  expect(docComment([undefined, ' '])).toBe('');
});

test('a text that would end the comment does not', () => {
  expect(docComment(['a */ b'])).toBe('/** a *\\/ b */\n');
});

test('prose is wrapped, lists keep their lines', () => {
  expect(docComment(['one\ntwo\n\n- a\n- b'], '  ')).toBe('  /**\n   * one two\n   *\n   * - a\n   * - b\n   */\n');
  const wrapped = docComment(['word '.repeat(60)]).split('\n');
  expect(Math.max(...wrapped.map((line) => line.length))).toBeLessThanOrEqual(115);
});
