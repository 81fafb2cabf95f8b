import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accept, refuse } from '../verdict.ts';
import { createTextCache, rememberAccepted } from './text-cache.ts';

test('what was set is found, until it is long out of use', () => {
  const cache = createTextCache<number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.set('c', 3);
  expect(cache.get('a')).toBe(1);
  cache.set('d', 4);
  cache.set('e', 5);
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('e')).toBe(5);
});

test('what is asked for stays', () => {
  const cache = createTextCache<string>(3);
  cache.set('kept', 'value');
  for (let index = 0; index < 100; index += 1) {
    cache.set(`other ${index}`, '');
    expect(cache.get('kept')).toBe('value');
  }
});

test('texts of one end are not taken for each other', () => {
  const end = 'x'.repeat(200);
  const cache = createTextCache<number>(10);
  cache.set(`a${end}`, 1);
  expect(cache.get(`b${end}`)).toBeUndefined();
  expect(cache.get(`a${end}`)).toBe(1);
});

test('of size 0 it keeps nothing', () => {
  const cache = createTextCache<number>(0);
  cache.set('a', 1);
  expect(cache.get('a')).toBeUndefined();
});

test('it never says anything but what was set last, and holds no more than twice its limit', () => {
  const key = fc.integer({ min: 0, max: 20 }).map(String);
  const step = fc.oneof(fc.tuple(fc.constant('get'), key), fc.tuple(fc.constant('set'), key));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 200 }), (limit, steps) => {
      const cache = createTextCache<number>(limit);
      const last = new Map<string, number>();
      for (const [index, [verb, text]] of steps.entries()) {
        if (verb === 'get') expect([undefined, last.get(text)]).toContain(cache.get(text));
        else last.set(text, index);
        if (verb === 'set') cache.set(text, index);
      }
      const held = [...last.keys()].filter((text) => cache.get(text) !== undefined);
      expect(held.length).toBeLessThanOrEqual(2 * limit);
    }),
  );
});

test('what is accepted is remembered, and what is refused is looked at again', () => {
  const asked: string[] = [];
  const read = rememberAccepted((text) => {
    asked.push(text);
    return text === 'good' ? accept(text) : refuse('digest-malformed');
  }, 10);
  for (let time = 0; time < 2; time += 1)
    expect(['good', 'bad'].map((text) => read(text).accepted)).toEqual([true, false]);
  expect(asked).toEqual(['good', 'bad', 'bad']);
});
