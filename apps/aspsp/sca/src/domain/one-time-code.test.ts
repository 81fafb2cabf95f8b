import { systemRandom } from '@openxs2a/service';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CodeBinding, codeMac, deriveQuestion, drawCode, sameMac } from './one-time-code.ts';

const KEY = new Uint8Array(32).fill(1);
const BINDING: CodeBinding = {
  challengeId: 'c1',
  authorisationId: 'a1',
  psuId: 'p1',
  authenticationMethodId: 'm1',
  subjectDigest: 'd1',
};

/** Gives these numbers as four random bytes each, one after the other. */
function randomOf(...numbers: readonly number[]) {
  const left = [...numbers];
  const bytes = (count: number) => {
    const drawn = Buffer.alloc(count);
    drawn.writeUInt32BE(left.shift() ?? 0);
    return drawn;
  };
  return { ...systemRandom, bytes };
}

test.each([
  ['leading zeros stay', [42], '000042'],
  ['the last of all is as likely as the first', [4_293_999_999], '999999'],
  ['what is beyond the last whole million is drawn again', [4_294_000_000, 2 ** 32 - 1, 7], '000007'],
])('S-02: codes are drawn evenly: %s', (_, numbers, code) => {
  expect(drawCode(randomOf(...numbers), 6)).toBe(code);
});

test('S-02: codes of the system are no two alike more often than by chance, and use every digit in every place', () => {
  const codes = Array.from({ length: 5_000 }, () => drawCode(systemRandom, 6));
  expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
  for (let place = 0; place < 6; place += 1) expect(new Set(codes.map((code) => code[place])).size).toBe(10);
  // of 5000 out of a million, 12 pairs are expected; 60 are as good as impossible
  expect(codes.length - new Set(codes).size).toBeLessThan(60);
});

type Part = keyof CodeBinding | 'code';

test.each<Part>(['challengeId', 'authorisationId', 'psuId', 'authenticationMethodId', 'subjectDigest', 'code'])(
  'S-02: what is kept of a code depends on its %s',
  (part) => {
    const macOf = ({ code, ...binding }: CodeBinding & { readonly code: string }) => codeMac(KEY, binding, code);
    const given = { ...BINDING, code: '123456' };
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), (other) => {
        expect(sameMac(macOf({ ...given, [part]: other }), macOf(given))).toBe(other === given[part]);
      }),
    );
  },
);

test('S-08: the question to a reader is of eight digits, and another for another challenge or subject', () => {
  const pairs = Array.from({ length: 50 }, (_, index) => [
    ['c', `d${index}`] as const,
    [`c${index}`, 'd'] as const,
  ]).flat();
  const questions = pairs.map(([challenge, digest]) => deriveQuestion(challenge, digest));
  expect(questions.every((question) => /^\d{8}$/.test(question))).toBe(true);
  expect(new Set(questions).size).toBe(questions.length);
});

test('S-02: what is kept of a code depends on the key', () => {
  expect(codeMac(new Uint8Array(32).fill(2), BINDING, '123456')).not.toBe(codeMac(KEY, BINDING, '123456'));
});

test('S-02: parts of what a code is bound to cannot be moved from one to the next', () => {
  const moved = { ...BINDING, challengeId: 'c1a', authorisationId: '1' };
  const before = { ...BINDING, challengeId: 'c1', authorisationId: 'a1' };
  expect(codeMac(KEY, moved, '1')).not.toBe(codeMac(KEY, before, '1'));
});

test.each([
  ['', 'x'],
  ['x', ''],
  ['ab', 'abc'],
  ['abc', 'abd'],
])('%j is not the same as %j', (one, other) => {
  expect(sameMac(one, other)).toBe(false);
});
