import { ObjectIdentifier } from 'asn1js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDer } from '../read/asn1.ts';
import { oid } from '../read/der.fixture.ts';
import { checkInteger, checkOid } from './asn1.ts';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test.each([
  ['0.9.2342.19200300.100.1.25', '060a0992268993f22c640119'],
  ['1.2.840.113549', '06062a864886f70d'],
  ['1.39', '06014f'],
  ['2.999.3', '0603883703'],
  ['2.25.329800735698586629295641978511506172918', '06146983f09da7ebcfdee0c7a1a7b2c0948cc8f9d776'],
])('the object identifier %s is %s', (value, der) => {
  expect(toHex(toDer(new ObjectIdentifier({ value: checkOid(value) })))).toBe(der);
});

test('any object identifier is written as it stands', () => {
  const arc = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 49n - 1n }), fc.bigInt({ min: 2n ** 57n, max: 2n ** 128n }));
  const arcs = fc.array(arc, { maxLength: 8 });
  const roots = fc.oneof(
    fc.constantFrom('0', '1').chain((root) => fc.nat(39).map((first) => `${root}.${first}`)),
    fc.nat().map((first) => `2.${first}`),
  );
  fc.assert(
    fc.property(roots, arcs, (root, rest) => {
      const value = checkOid([root, ...rest].join('.'));
      expect(toHex(toDer(new ObjectIdentifier({ value })))).toBe(toHex(oid(value)));
    }),
  );
});

test.each([
  '',
  '1',
  '3.1',
  '1.40',
  '1.02',
  '1.2.',
  '1..2',
  '1.2.x',
  '1.2.-3',
  'serverAuth',
  `1.2.${2n ** 50n}`,
  `2.${2n ** 64n}.1`,
])('"%s" is no object identifier', (value) => {
  expect(() => checkOid(value)).toThrow(TypeError);
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no integer', (value) => {
  expect(() => checkInteger(value)).toThrow(TypeError);
});
