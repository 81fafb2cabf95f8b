import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSerialNumber, encodeSerialNumber } from './serial-number.ts';

test.each([0x00, 0x7f, 0x80, 0xff])(
  'a serial number of octets that are all %i is positive and of 17 octets',
  (octet) => {
    const serialNumber = createSerialNumber((size) => new Uint8Array(size).fill(octet));
    expect(serialNumber).toMatch(/^[4-7][0-9a-f]{33}$/);
    expect(encodeSerialNumber(serialNumber)).toHaveLength(2 + 17);
  },
);

test('two serial numbers differ', () => {
  expect(createSerialNumber(randomBytes)).not.toBe(createSerialNumber(randomBytes));
});

test.each([
  ['0', '0100'],
  ['7f', '017f'],
  ['80', '020080'],
  ['0080', '020080'],
  ['abc', '020abc'],
  ['00000001', '0101'],
])('the integer %s has the octets %s', (serialNumber, octets) => {
  expect(Buffer.from(encodeSerialNumber(serialNumber)).toString('hex')).toBe(`02${octets}`);
});

test.each(['', '-1', '0x1', 'AB', ' 1'])('"%s" is a mistake', (serialNumber) => {
  expect(() => encodeSerialNumber(serialNumber)).toThrow(TypeError);
});

test('a source of too few bytes is a mistake', () => {
  expect(() => createSerialNumber(() => new Uint8Array(4))).toThrow(TypeError);
});
