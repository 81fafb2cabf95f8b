import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printLiteral, printPropertyKey, printString } from './literal.ts';

/** What a script reads where the literal stands; the very thing that is tested. */
const evaluate = (expression: string): unknown => new Function(`return (${expression});`)();

test('every text comes back from its literal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(evaluate(printString(text))).toBe(text);
    }),
  );
});

test('every value comes back from its literal, names like __proto__ included', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(evaluate(printLiteral(value))).toEqual(value);
    }),
  );
  expect(Object.keys(evaluate(printLiteral(JSON.parse('{"__proto__": {"a": 1}}'))) as object)).toEqual(['__proto__']);
});

test('names are quoted only where they must be', () => {
  expect(['iban', '_links', 'camt.052', 'X-Request-ID', '1a', 'ü'].map(printPropertyKey)).toEqual([
    'iban',
    '_links',
    "'camt.052'",
    "'X-Request-ID'",
    "'1a'",
    "'ü'",
  ]);
});

test('what does not fit on a line is laid out, a member a line', () => {
  const value = { list: ['x'.repeat(60), 'y'.repeat(60)], short: { a: 1 }, none: [] };
  expect(printLiteral(value)).toBe(
    `{\n  list: [\n    '${'x'.repeat(60)}',\n    '${'y'.repeat(60)}',\n  ],\n  short: { a: 1 },\n  none: [],\n}`,
  );
});

test('members without a value are left out', () => {
  expect(printLiteral({ a: undefined, b: 1 })).toBe('{ b: 1 }');
});
