import { type Name, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { Sequence } from 'asn1js';
import { expect, test } from 'vitest';
import { toDer } from './read/asn1.ts';
import { bits, NULL, oid, sequence } from './read/der.fixture.ts';
import { verbatim } from './verbatim.ts';

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
