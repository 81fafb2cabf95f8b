import { expect, test } from 'vitest';
import { isPromise } from './promise.ts';

test.each([
  ['a promise', Promise.resolve(), true],
  // biome-ignore lint/suspicious/noThenProperty: a promise of somebody else
  ['a thenable', { then: () => undefined }, true],
  ['nothing', undefined, false],
  ['null', null, false],
  ['an answer', { status: 200 }, false],
  // biome-ignore lint/suspicious/noThenProperty: no promise
  ['an answer with a member called then', { then: 'later' }, false],
  ['a function', () => undefined, false],
])('whether %s is waited for', (_, value, isWaitedFor) => {
  expect(isPromise<unknown>(value)).toBe(isWaitedFor);
});
