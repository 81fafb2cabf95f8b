import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approachesFor, chooseApproach, type ScaApproach } from './approach.ts';

const R = 'REDIRECT';
const D = 'DECOUPLED';
const E = 'EMBEDDED';

test.each<readonly [readonly ScaApproach[], boolean | undefined, boolean | undefined, ScaApproach]>([
  [[E, D, R], undefined, undefined, E],
  [[E, D, R], true, undefined, R],
  [[E, D, R], undefined, true, D],
  [[R, D, E], true, true, R],
  [[D, R, E], true, true, D],
  [[R, D, E], false, undefined, D],
  [[R, D, E], false, true, D],
  [[R, D, E], true, false, R],
  [[R, D, E], false, false, E],
  [[D, E], true, false, E],
  [[R, D], false, false, R],
  [[R], false, true, R],
  [[D, E], true, undefined, D],
])('of %j, with redirect %j and decoupled %j, %s is taken', (offered, redirect, decoupled, chosen) => {
  expect(chooseApproach(offered, { redirect, decoupled })).toBe(chosen);
});

const approaches = fc.uniqueArray(fc.constantFrom<ScaApproach>(R, D, E), { minLength: 1 });
const wish = fc.constantFrom(true, false, undefined);

test('whatever is wished for, what is taken is offered, and the first where nothing is wished for', () => {
  fc.assert(
    fc.property(approaches, wish, wish, (offered, redirect, decoupled) => {
      expect(offered).toContain(chooseApproach(offered, { redirect, decoupled }));
      expect(chooseApproach(offered, {})).toBe(offered[0]);
    }),
  );
});

test('a wish for an approach that is offered is met, unless two are', () => {
  fc.assert(
    fc.property(approaches, (offered) => {
      for (const [approach, wishes] of [
        [R, { redirect: true }],
        [D, { decoupled: true }],
      ] as const)
        if (offered.includes(approach)) expect(chooseApproach(offered, wishes)).toBe(approach);
    }),
  );
});

test('a consent whose accounts are chosen at the bank is not authorised embedded', () => {
  expect(approachesFor('bankOffered', [E, R])).toEqual([R]);
  expect(approachesFor('allPsd2', [E, R])).toEqual([E, R]);
});

test('a bank that offers no approach is a mistake of the program', () => {
  expect(() => chooseApproach([], {})).toThrow(TypeError);
});
