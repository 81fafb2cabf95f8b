import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hex, integer, oid } from './der.fixture.ts';
import { readDer } from './der.ts';
import { toCount, toIntegerHex, toOid } from './values.ts';

test.each([
  ['00', '0'],
  ['7f', '7f'],
  ['0080', '80'],
  ['80', '-80'],
  ['ff', '-1'],
  ['ff7f', '-81'],
  ['0a0b', 'a0b'],
])('the INTEGER %s is %s', (bytes, text) => {
  expect(toIntegerHex(readDer(integer(bytes)))).toBe(text);
});

test('a number of ten thousand digits is read', () => {
  expect(toIntegerHex(readDer(integer(`7f${'ab'.repeat(5000)}`)))).toHaveLength(10_002);
});

test('a number in place of another tag, of no octets, is refused', () => {
  expect(() => toCount(readDer(hex('8000')), 'x')).toThrow(
    expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED' }),
  );
});

test.each(['ff', '0080000000', '7fffffffffffffff'])('%s is no count', (bytes) => {
  expect(() => toCount(readDer(integer(bytes)), 'x')).toThrow('"x" is out of range.');
});

test('an object identifier is read as it is written', () => {
  const arc = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });
  const dotted = fc.oneof(
    fc.tuple(fc.constantFrom(0n, 1n), fc.bigInt({ min: 0n, max: 39n }), fc.array(arc, { maxLength: 8 })),
    fc.tuple(fc.constant(2n), arc, fc.array(arc, { maxLength: 8 })),
  );
  fc.assert(
    fc.property(dotted, ([first, second, rest]) => {
      const text = [first, second, ...rest].join('.');
      expect(toOid(readDer(oid(text)))).toBe(text);
    }),
  );
});

test.each([
  ['is empty', '0600'],
  ['ends within an arc', '0602 5581'],
  ['has an arc with a leading zero', '0603 558001'],
  ['has an arc of 21 octets', `0617 55 ${'ff'.repeat(21)} 01`],
])('an object identifier that %s is refused', (_, bytes) => {
  expect(() => toOid(readDer(hex(bytes)))).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED' }));
});
