import { expect, test } from 'vitest';
import { hex } from './der.fixture.ts';
import { checkCount, toInteger, toSerialNumber } from './values.ts';

test.each([
  ['00', '0'],
  ['7f', '7f'],
  ['0080', '80'],
  ['80', '-80'],
  ['ff', '-1'],
  ['ff7f', '-81'],
  ['0a0b', 'a0b'],
])('the INTEGER %s is %s', (bytes, text) => {
  expect(toSerialNumber(hex(bytes))).toBe(text);
});

test('a number of ten thousand digits is read', () => {
  expect(toSerialNumber(hex(`7f${'ab'.repeat(5000)}`))).toHaveLength(10_002);
});

test('a number of no octets is refused', () => {
  expect(() => toInteger(new Uint8Array())).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED' }));
});

test.each([-1n, 0x80000000n, 2n ** 63n, -1, '2147483648', Number.NaN])('%s is no count', (value) => {
  expect(() => checkCount(value, 'x')).toThrow('"x" is out of range.');
});

test.each([0n, 7, '2147483647'])('%s is a count', (value) => {
  expect(checkCount(value, 'x')).toBe(Number(value));
});
