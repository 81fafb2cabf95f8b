import { expect, test } from 'vitest';
import { createHandClock, SECOND } from '../scene.fixture.ts';
import { RevocationError } from './error.ts';
import { createFreshCache, type Load } from './fresh-cache.ts';

const TIMING = { maxAge: 60 * SECOND, grace: 0, retryAfter: 5 * SECOND };

/** A source that says `1`, then `2`, … and fails where it is told to. */
function createSource(timing: Partial<typeof TIMING> = {}, entries = 10) {
  const hands = createHandClock();
  const cache = createFreshCache<number>({ ...TIMING, ...timing }, hands.clock, entries);
  const source = { loads: 0, isDown: false, life: Number.POSITIVE_INFINITY };
  const load: Load<number> = async () => {
    source.loads += 1;
    const value = source.loads;
    if (source.isDown) throw new RevocationError('ERR_REVOCATION_UNAVAILABLE', 'down');
    return { value, validUntil: hands.clock().getTime() + source.life };
  };
  return {
    ...hands,
    source,
    peek: (key = 'a') => cache.peek(key, load),
    get: (key = 'a') => cache.get(key, load),
    forget: cache.forget,
  };
}

/** Lets what was begun come to an end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('what was never asked for has to be waited for', async () => {
  const { peek, get } = createSource();
  expect(peek()).toBeUndefined();
  expect(await get()).toMatchObject({ kind: 'current', value: 1 });
  expect(peek()).toMatchObject({ kind: 'current', value: 1 });
});

test('all who wait for the same share one load', async () => {
  const { get, source } = createSource();
  const heard = await Promise.all(Array.from({ length: 10 }, () => get()));
  expect(source.loads).toBe(1);
  expect(new Set(heard.map((each) => each.kind === 'current' && each.value))).toEqual(new Set([1]));
});

test('nothing counts for longer than its age allows', async () => {
  const { get, peek, advance } = createSource();
  await get();
  advance(60 * SECOND);
  expect(peek()).toBeUndefined();
  expect(await get()).toMatchObject({ value: 2 });
});

test('nothing counts for longer than its source says', async () => {
  const { get, peek, advance, source } = createSource();
  source.life = 10 * SECOND;
  await get();
  advance(10 * SECOND);
  expect(peek()).toBeUndefined();
});

test('what grows old is renewed on use, and nobody waits for it', async () => {
  const { get, peek, advance, source } = createSource();
  await get();
  advance(44 * SECOND);
  expect(peek()).toMatchObject({ value: 1, recheckAt: expect.any(Number) });
  expect(source.loads).toBe(1);
  advance(SECOND);
  expect(peek()).toMatchObject({ value: 1 });
  expect(peek()).toMatchObject({ value: 1 });
  await settle();
  expect(source.loads).toBe(2);
  expect(peek()).toMatchObject({ value: 2 });
});

test('a failure is remembered, and tried again behind the scenes', async () => {
  const { get, peek, advance, source } = createSource();
  source.isDown = true;
  expect(await get()).toMatchObject({ kind: 'failed', error: { code: 'ERR_REVOCATION_UNAVAILABLE' } });
  advance(4 * SECOND);
  expect(peek()).toMatchObject({ kind: 'failed' });
  expect(source.loads).toBe(1);
  source.isDown = false;
  advance(SECOND);
  expect(peek()).toMatchObject({ kind: 'failed' });
  await settle();
  expect(peek()).toMatchObject({ kind: 'current', value: 2 });
});

test('a source that fails while its value is fresh does not take the value away', async () => {
  const { get, peek, advance, source } = createSource();
  await get();
  source.isDown = true;
  advance(50 * SECOND);
  peek();
  await settle();
  expect(peek()).toMatchObject({ kind: 'current', value: 1 });
  advance(10 * SECOND);
  expect(peek()).toBeUndefined();
  expect(await get()).toMatchObject({ kind: 'failed', last: 1 });
});

test('grace lets a value stand in for a source that fails, and then ends', async () => {
  const { get, advance, source } = createSource({ grace: 30 * SECOND });
  await get();
  source.isDown = true;
  advance(70 * SECOND);
  expect(await get()).toMatchObject({ kind: 'current', value: 1 });
  advance(19 * SECOND);
  expect(await get()).toMatchObject({ kind: 'current', value: 1 });
  await settle();
  advance(SECOND);
  expect(await get()).toMatchObject({ kind: 'failed', last: 1 });
});

test('whoever keeps what was heard is told to ask again before it ends', async () => {
  const { get, advance, source, clock } = createSource({ grace: 30 * SECOND });
  await get();
  source.isDown = true;
  advance(88 * SECOND);
  const { recheckAt } = await get();
  expect(recheckAt - clock().getTime()).toBe(2 * SECOND);
});

test('grace never reaches past what the source has said', async () => {
  const { get, advance, source } = createSource({ grace: 300 * SECOND });
  source.life = 90 * SECOND;
  await get();
  source.isDown = true;
  advance(89 * SECOND);
  expect(await get()).toMatchObject({ kind: 'current', value: 1 });
  await settle();
  advance(SECOND);
  expect(await get()).toMatchObject({ kind: 'failed' });
});

test('what was said last is kept through failures', async () => {
  const { get, advance, source } = createSource();
  await get();
  source.isDown = true;
  for (let round = 0; round < 3; round += 1) {
    advance(60 * SECOND);
    expect(await get()).toMatchObject({ kind: 'failed', last: 1 });
  }
});

test('what is forgotten is loaded anew', async () => {
  const { get, peek, forget } = createSource();
  await Promise.all([get('a'), get('b')]);
  forget((key) => key === 'a');
  expect([peek('a'), peek('b')]).toMatchObject([undefined, { value: 2 }]);
  forget();
  expect(peek('b')).toBeUndefined();
});

test('a load that was begun before something was forgotten is not kept after', async () => {
  const { get, peek, forget, source } = createSource();
  const begun = get();
  forget();
  const begunAfter = get();
  expect(await begun).toMatchObject({ value: 1 });
  expect(await begunAfter).toMatchObject({ value: 2 });
  expect(peek()).toMatchObject({ value: 2 });
  expect(source.loads).toBe(2);
});

test('what was forgotten while it was loaded is not there after', async () => {
  const { get, peek, forget } = createSource();
  const begun = get();
  forget();
  await begun;
  expect(peek()).toBeUndefined();
});

test('what was not asked for longest makes room', async () => {
  const { get, peek } = createSource({}, 2);
  await get('a');
  await get('b');
  peek('a');
  await get('c');
  expect([peek('a'), peek('b'), peek('c')]).toMatchObject([{ value: 1 }, undefined, { value: 3 }]);
});
