import { expect, test, vi } from 'vitest';
import { once, perObject } from './memo.ts';

test('a value is made when it is asked for, once, even if it is undefined', () => {
  const make = vi.fn(() => undefined);
  const get = once(make);
  expect(make).not.toHaveBeenCalled();
  expect([get(), get()]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledTimes(1);
});

test('each object has its own value', () => {
  const make = vi.fn((key: { readonly id: number }) => key.id);
  const get = perObject(make);
  const [one, two] = [{ id: 1 }, { id: 2 }];
  expect([get(one), get(two), get(one)]).toEqual([1, 2, 1]);
  expect(make).toHaveBeenCalledTimes(2);
});
