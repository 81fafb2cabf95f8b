import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hex, sequence, tlv } from './der.fixture.ts';
import { readDer } from './der.ts';
import { CertificateError } from './error.ts';

const nested = (levels: number): Uint8Array => (levels === 0 ? sequence() : sequence(nested(levels - 1)));

test.each([
  ['nothing', '', 'A value ends within its header.'],
  ['a tag alone', '30', 'A value ends within its header.'],
  ['a length that stops', '3082 01', 'A value ends within its header.'],
  ['a content that stops', '3003 0101', 'A value ends before its length is reached.'],
  ['a byte after it', '3000 00', '1 bytes follow the value.'],
  ['an indefinite length', '3080 0000', 'A length is indefinite.'],
  ['a long length of a short content', '308100', 'A length is not in its shortest form.'],
  ['a length with a leading zero', `30820080 ${'0500'.repeat(64)}`, 'A length is not in its shortest form.'],
  ['a length of five octets', '3085 0000000001 00', 'A length takes more than four octets.'],
  ['a length of four gigabytes', '3084 ffffffff', 'A value ends before its length is reached.'],
  ['a child longer than its parent', '3003 3002 05', 'A value ends before its length is reached.'],
  ['an integer with a leading zero', '0202 0001', 'An INTEGER is not in its shortest form.'],
  ['a negative integer with a leading FF', '0202 ff80', 'An INTEGER is not in its shortest form.'],
  ['an integer of nothing', '0200', 'An INTEGER is not in its shortest form.'],
  ['a boolean of 01', '0101 01', 'A BOOLEAN is neither 00 nor FF.'],
  ['a boolean of two octets', '0102 ff00', 'A BOOLEAN is neither 00 nor FF.'],
  ['a null with a content', '0501 00', 'A NULL has a content.'],
  ['a constructed string', '2c04 0c0241 42', 'A value of tag 2c has the wrong form.'],
  ['a primitive sequence', '1000', 'A value of tag 10 has the wrong form.'],
])('%s is refused', (_, bytes, message) => {
  expect(() => readDer(hex(bytes))).toThrow(new CertificateError('ERR_CERTIFICATE_MALFORMED', message));
});

test('nesting is limited, so that no input exhausts the stack', () => {
  expect(readDer(nested(30)).children).toHaveLength(1);
  expect(() => readDer(nested(40))).toThrow('Values are nested deeper than 32 levels.');
  const bomb = hex('3080'.repeat(30_000));
  expect(() => readDer(bomb)).toThrow(CertificateError);
});

test('a tag of a high number is carried, and its neighbours are read', () => {
  const { children } = readDer(sequence(hex('bf8148 00'), hex('0500')));
  expect(children.map(({ der }) => Buffer.from(der).toString('hex'))).toEqual(['bf814800', '0500']);
});

test('what is written is what is read', () => {
  const value = fc.letrec<{ node: Uint8Array }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.uint8Array({ maxLength: 300 }).map((content) => tlv(0x04, content)),
      fc.array(tie('node'), { maxLength: 4 }).map((parts) => sequence(...parts)),
    ),
  })).node;
  const rebuild = ({ tag, content, children }: ReturnType<typeof readDer>): Uint8Array =>
    tag === 0x30 ? sequence(...children.map(rebuild)) : tlv(tag, content);
  fc.assert(
    fc.property(value, (der) => {
      expect(Buffer.from(rebuild(readDer(der))).equals(der)).toBe(true);
    }),
  );
});

test('any bytes are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        expect(readDer(bytes).der).toEqual(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateError);
      }
    }),
  );
});
