import { type Name, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { ObjectIdentifier, Sequence } from 'asn1js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDer } from '../read/asn1.ts';
import { bits, NULL, oid, sequence } from '../read/der.fixture.ts';
import { readDer } from '../read/der.ts';
import { toOid } from '../read/values.ts';
import { checkInteger, checkOid, verbatim } from './asn1.ts';

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('what stands verbatim is written octet for octet, at whatever depth', () => {
  const der = Buffer.from('308100', 'hex');
  expect(toHex(toDer(verbatim(der)))).toBe('308100');
  const nested = new Sequence({ value: [new Sequence({ value: [verbatim(der), verbatim(der)] })] });
  expect(toHex(toDer(nested))).toBe('30083006308100308100');
});

test('what stands verbatim takes the place of a structure', () => {
  const algorithm = sequence(oid('1.2.3'), NULL);
  const info = new SubjectPublicKeyInfo({ algorithm: verbatim(algorithm), subjectPublicKey: new ArrayBuffer(4) });
  expect(toHex(toDer(info))).toBe(toHex(sequence(algorithm, bits(new Uint8Array(4)))));
});

test('what stands verbatim cannot be read', () => {
  expect(() => Object.assign(verbatim<Name>(NULL)).fromASN()).toThrow(TypeError);
});

test.each([
  ['0.9.2342.19200300.100.1.25', '060a0992268993f22c640119'],
  ['1.2.840.113549', '06062a864886f70d'],
  ['1.39', '06014f'],
  ['2.999.3', '0603883703'],
  ['2.25.329800735698586629295641978511506172918', '06146983f09da7ebcfdee0c7a1a7b2c0948cc8f9d776'],
])('the object identifier %s is %s', (value, der) => {
  expect(toHex(toDer(new ObjectIdentifier({ value: checkOid(value) })))).toBe(der);
});

test('any object identifier reads as it was written', () => {
  const arc = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 49n - 1n }), fc.bigInt({ min: 2n ** 57n, max: 2n ** 128n }));
  const arcs = fc.array(arc, { maxLength: 8 });
  const roots = fc.oneof(
    fc.constantFrom('0', '1').chain((root) => fc.nat(39).map((first) => `${root}.${first}`)),
    fc.nat().map((first) => `2.${first}`),
  );
  fc.assert(
    fc.property(roots, arcs, (root, rest) => {
      const value = checkOid([root, ...rest].join('.'));
      expect(toOid(readDer(toDer(new ObjectIdentifier({ value }))))).toBe(value);
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
