import { expect, test } from 'vitest';
import { doAll } from './upkeep.ts';

test('what is due is done, whatever comes of the rest of it, and a failure is told', async () => {
  const done: string[] = [];
  const work = (name: string) => async () => void done.push(name);
  const failing = () => Promise.reject(new Error('no disk'));
  await expect(doAll(work('one'), failing, work('two'))()).rejects.toThrow('no disk');
  expect(done).toEqual(['one', 'two']);
  await doAll(work('three'))();
  expect(done).toEqual(['one', 'two', 'three']);
});
