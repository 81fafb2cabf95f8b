import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hex, sequence, tlv } from './der.fixture.ts';
import { readDer } from './der.ts';

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
