import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDer, TAG } from '../read/der.ts';
import { toBigInt, toBits, toOid } from '../read/values.ts';
import {
  bitString,
  encode,
  integer,
  namedBits,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  tagged,
} from './der.ts';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test.each([
  [0, '0400'],
  [127, '047f'],
  [128, '048180'],
  [255, '0481ff'],
  [256, '04820100'],
  [65_535, '0482ffff'],
  [65_536, '0483010000'],
])('a content of %i octets has its shortest length', (size, head) => {
  const der = octetString(new Uint8Array(size));
  expect(toHex(der.subarray(0, der.length - size))).toBe(head);
});

test.each([
  [0, '020100'],
  [127, '02017f'],
  [128, '02020080'],
  [-1, '0201ff'],
  [-128, '020180'],
  [-129, '0202ff7f'],
  [2n ** 64n, '0209010000000000000000'],
])('the integer %s is %s', (value, der) => {
  expect(toHex(integer(value))).toBe(der);
});

test('any integer reads as it was written', () => {
  fc.assert(
    fc.property(fc.bigInt(), (value) => {
      expect(toBigInt(readDer(integer(value)))).toBe(value);
    }),
  );
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no integer', (value) => {
  expect(() => integer(value)).toThrow(TypeError);
});

test.each([
  ['0.9.2342.19200300.100.1.25', '060a0992268993f22c640119'],
  ['1.2.840.113549', '06062a864886f70d'],
  ['1.39', '06014f'],
  ['2.999.3', '0603883703'],
  ['2.25.329800735698586629295641978511506172918', '06146983f09da7ebcfdee0c7a1a7b2c0948cc8f9d776'],
])('the object identifier %s is %s', (oid, der) => {
  expect(toHex(objectIdentifier(oid))).toBe(der);
});

test('any object identifier reads as it was written', () => {
  const arcs = fc.array(fc.bigInt({ min: 0n, max: 2n ** 128n }), { maxLength: 8 });
  const roots = fc.oneof(
    fc.constantFrom('0', '1').chain((root) => fc.nat(39).map((first) => `${root}.${first}`)),
    fc.nat().map((first) => `2.${first}`),
  );
  fc.assert(
    fc.property(roots, arcs, (root, rest) => {
      const oid = [root, ...rest].join('.');
      expect(toOid(readDer(objectIdentifier(oid)))).toBe(oid);
    }),
  );
});

test.each(['', '1', '3.1', '1.40', '1.02', '1.2.', '1..2', '1.2.x', '1.2.-3', 'serverAuth'])(
  '"%s" is no object identifier',
  (oid) => {
    expect(() => objectIdentifier(oid)).toThrow(TypeError);
  },
);

test('bits that have names end with the last one that is set', () => {
  expect(toHex(namedBits([0]))).toBe('03020780');
  expect(toHex(namedBits([5, 6]))).toBe('03020106');
  expect(toHex(namedBits([8, 0]))).toBe('0303078080');
  expect(toBits(readDer(namedBits([2, 9])), 'bits')).toEqual(
    [2, 9].reduce((bits, at) => bits.with(at, true), new Array(10).fill(false)),
  );
});

test('what has parts holds them in order, and a set in the order of their octets', () => {
  expect(toHex(sequence(integer(2), integer(1)))).toBe('3006020102020101');
  expect(toHex(setOf(integer(2), bitString(new Uint8Array()), integer(1), integer(256)))).toBe(
    '310d02010102010202020100030100',
  );
  expect(toHex(tagged(3, integer(1)))).toBe('a303020101');
  expect(toHex(encode(TAG.null))).toBe('0500');
});
