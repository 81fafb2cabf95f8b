import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { toSerialNumber } from '../read/values.ts';
import { createSerialNumber, toSerialOctets } from './serial-number.ts';

test.each([0x00, 0x7f, 0x80, 0xff])(
  'a serial number of octets that are all %i is positive and of 17 octets',
  (octet) => {
    const serialNumber = createSerialNumber((size) => new Uint8Array(size).fill(octet));
    expect(serialNumber).toMatch(/^[4-7][0-9a-f]{33}$/);
    expect(toSerialOctets(serialNumber).byteLength).toBe(17);
  },
);

test('two serial numbers differ', () => {
  expect(createSerialNumber(randomBytes)).not.toBe(createSerialNumber(randomBytes));
});

test.each([
  ['0', '00'],
  ['7f', '7f'],
  ['80', '0080'],
  ['0080', '0080'],
  ['abc', '0abc'],
  ['00000001', '01'],
])('the integer %s has the octets %s', (serialNumber, octets) => {
  expect(Buffer.from(toSerialOctets(serialNumber)).toString('hex')).toBe(octets);
});

test.each(['', '-1', '0x1', 'AB', ' 1'])('"%s" is a mistake', (serialNumber) => {
  expect(() => toSerialOctets(serialNumber)).toThrow(TypeError);
});

test('a source of too few bytes is a mistake', () => {
  expect(() => createSerialNumber(() => new Uint8Array(4))).toThrow(TypeError);
});

test('a number reads as it was written, without leading zeros', () => {
  expect(toSerialNumber(new Uint8Array(toSerialOctets('00f0')))).toBe('f0');
});
