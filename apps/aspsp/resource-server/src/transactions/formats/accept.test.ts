import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWeigh } from './accept.ts';

test.each<[string | null, string, number]>([
  [null, 'text/plain', 1],
  ['', 'text/plain', 1],
  ['*/*', 'text/plain', 1],
  ['text/*;q=0.5, */*;q=0.1', 'text/plain', 0.5],
  ['text/*;q=0.5, text/plain;q=0', 'text/plain', 0],
  ['TEXT/PLAIN; Q=0.3', 'text/plain', 0.3],
  ['text/plain; charset=utf-8; q=0.3', 'text/plain', 0.3],
  ['text/html', 'text/plain', 0],
  ['text/plain;q=lots', 'text/plain', 0],
])('AIS-TRX-029 in Accept: %s %s weighs %d', (accept, type, weight) => {
  expect(createWeigh(accept)(type)).toBe(weight);
});

test('AIS-TRX-029 whatever Accept says, a weight is a number', () => {
  fc.assert(
    fc.property(fc.string(), (accept) => {
      expect(Number.isFinite(createWeigh(accept)('application/xml'))).toBe(true);
    }),
  );
});
