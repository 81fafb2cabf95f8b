import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDer } from './check-der.ts';
import { hex, oid, sequence, tlv } from './der.fixture.ts';
import { CertificateError } from './error.ts';

const nested = (levels: number): Uint8Array => (levels === 0 ? sequence() : sequence(nested(levels - 1)));

test.each([
  ['nothing', '', 'A value ends within its header, at octet 0.'],
  ['a tag alone', '30', 'A value ends within its header, at octet 0.'],
  ['a length that stops', '3082 01', 'A value ends within its header, at octet 0.'],
  ['a tag that stops', '3003 bf81', 'A value is longer than what it stands in, at octet 0.'],
  ['a content that stops', '3003 0101', 'A value is longer than what it stands in, at octet 0.'],
  ['a byte after it', '3000 00', 'More octets follow the value, at octet 2.'],
  ['a second value after it', '0500 0500', 'More octets follow the value, at octet 2.'],
  ['an indefinite length', '3080 0000', 'A length is indefinite, at octet 0.'],
  ['a long length of a short content', '308100', 'A length is not in its shortest form, at octet 0.'],
  [
    'a length with a leading zero',
    `30820080 ${'0500'.repeat(64)}`,
    'A length is not in its shortest form, at octet 0.',
  ],
  ['a length of five octets', '3085 0000000001 00', 'A length takes more than four octets, at octet 0.'],
  ['a length of four gigabytes', '3084 ffffffff', 'A value is longer than what it stands in, at octet 0.'],
  ['a child longer than its parent', '3003 3002 05', 'A value is longer than what it stands in, at octet 2.'],
  [
    'a child that reaches beyond its parent',
    '3006 3002 0502 0000',
    'A value is longer than what it stands in, at octet 4.',
  ],
  ['a short number of a tag in the long form', 'bf1e 00', 'A tag is not in its shortest form, at octet 0.'],
  ['a number of a tag with a leading zero', 'bf8048 00', 'A tag is not in its shortest form, at octet 0.'],
  ['an integer with a leading zero', '0202 0001', 'A value of tag 02 is not in its one form, at octet 0.'],
  ['a negative integer with a leading FF', '0202 ff80', 'A value of tag 02 is not in its one form, at octet 0.'],
  ['an integer of nothing', '0200', 'A value of tag 02 is not in its one form, at octet 0.'],
  ['an enumerated with a leading zero', '0a02 0001', 'A value of tag 0a is not in its one form, at octet 0.'],
  ['a boolean of 01', '0101 01', 'A value of tag 01 is not in its one form, at octet 0.'],
  ['a boolean of two octets', '0102 ff00', 'A value of tag 01 is not in its one form, at octet 0.'],
  ['a boolean of nothing', '0100', 'A value of tag 01 is not in its one form, at octet 0.'],
  ['a null with a content', '0501 00', 'A value of tag 05 is not in its one form, at octet 0.'],
  ['a bit string of nothing', '0300', 'A value of tag 03 is not in its one form, at octet 0.'],
  ['eight unused bits', '0302 0800', 'A value of tag 03 is not in its one form, at octet 0.'],
  ['unused bits of no bits', '0301 01', 'A value of tag 03 is not in its one form, at octet 0.'],
  ['unused bits that are set', '0302 0103', 'A value of tag 03 is not in its one form, at octet 0.'],
  ['an object identifier of nothing', '0600', 'A value of tag 06 is not in its one form, at octet 0.'],
  ['an arc that stops', '0602 5581', 'A value of tag 06 is not in its one form, at octet 0.'],
  ['an arc with a leading zero', '0603 558001', 'A value of tag 06 is not in its one form, at octet 0.'],
  ['a string in pieces', '2c04 0c0241 42', 'A value of tag 2c is not in its one form, at octet 0.'],
  ['octets in pieces', '3004 2402 0400', 'A value of tag 24 is not in its one form, at octet 2.'],
  ['a primitive sequence', '1000', 'A value of tag 10 is not in its one form, at octet 0.'],
  ['the end of an indefinite length', '3002 0000', 'A value of tag 00 is not in its one form, at octet 2.'],
  ['the second of its values', '3007 0101ff 020200ff 01', 'More octets follow the value, at octet 9.'],
])('%s is refused', (_, bytes, message) => {
  expect(() => checkDer(hex(bytes))).toThrow(new CertificateError('ERR_CERTIFICATE_MALFORMED', message));
});

test.each([
  ['an integer of 128', '0202 0080'],
  ['an integer of -128', '0201 80'],
  ['a boolean', '0101 ff'],
  ['seven unused bits', '0302 0780'],
  ['no bits', '0301 00'],
  ['an arc with a zero within', '0603 558100'],
  ['a length of two octets', `3081 80 ${'0500'.repeat(64)}`],
  ['a tag of a high number', '3006 bf8148 00 0500'],
  ['nothing in a sequence, and a value after it', '3004 3000 0500'],
])('%s is DER', (_, bytes) => {
  expect(() => checkDer(hex(bytes))).not.toThrow();
});

test('nesting is limited, so that no reader exhausts the stack', () => {
  expect(() => checkDer(nested(30))).not.toThrow();
  expect(() => checkDer(nested(40))).toThrow('Values are nested deeper than 32 levels');
  expect(() => checkDer(hex('3080'.repeat(30_000)))).toThrow(CertificateError);
});

test('the number of values is limited, so that no reader takes long', () => {
  const list = (length: number) => sequence(...Array.from({ length }, () => hex('0500')));
  expect(() => checkDer(list(4_095))).not.toThrow();
  expect(() => checkDer(list(4_096))).toThrow('There are more than 4096 values');
});

const value = fc.letrec<{ node: Uint8Array }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.uint8Array({ maxLength: 300 }).map((content) => tlv(0x04, content)),
    fc.constantFrom(oid('2.5.4.3'), hex('0500'), hex('010100')),
    fc.array(tie('node'), { maxLength: 4 }).map((parts) => sequence(...parts)),
  ),
})).node;

test('what is written in DER is DER, and nothing that is cut short or goes on', () => {
  fc.assert(
    fc.property(value, fc.nat(), (der, cut) => {
      expect(() => checkDer(der)).not.toThrow();
      expect(() => checkDer(der.subarray(0, cut % der.length))).toThrow(CertificateError);
      expect(() => checkDer(Buffer.concat([der, Uint8Array.of(cut & 0xff)]))).toThrow(CertificateError);
    }),
  );
});

test('any bytes are DER or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        checkDer(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateError);
      }
    }),
  );
});
